package io.seatrial.scenarios.cli;

/** The exit codes of {@code seatrial}. Usage and internal error have the numbers of BSD's {@code sysexits.h}. */
final class ExitCode {

    /** All that was asked for passed. */
    static final int PASSED = 0;

    /** At least one check failed. */
    static final int FAILED = 1;

    /** Nothing failed, but the machine could not decide at least one check. */
    static final int INCONCLUSIVE = 2;

    /** The command line cannot be understood. */
    static final int USAGE = 64;

    /** An error of Seatrial itself. */
    static final int INTERNAL = 70;

    private ExitCode() {}
}
