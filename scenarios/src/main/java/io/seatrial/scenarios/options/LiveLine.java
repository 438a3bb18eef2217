package io.seatrial.scenarios.options;

import java.io.PrintWriter;

/** How a command shows what it does: on a terminal in one line that is written over, between lines that are kept; elsewhere only these. */
public final class LiveLine {

    /** Set by the launcher if standard error is a terminal; the JVM of JDK 22 and later cannot tell. */
    private static final String TERMINAL_PROPERTY = "seatrial.terminal";

    private static final String ERASE_LINE = "\r\033[K";
    private static final int LENGTH = 110;

    private final PrintWriter out;
    private final boolean terminal;

    /**
     * Creates a line.
     *
     * @param terminal whether somebody looks at it who sees it change
     */
    public LiveLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Creates a line on standard error. */
    public static LiveLine of(PrintWriter err) {
        return new LiveLine(err, Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    /** Returns whether somebody sees it change. */
    public boolean isLive() {
        return terminal;
    }

    /** Shows a line until the next one. */
    public void show(String line) {
        if (terminal) {
            print(ERASE_LINE + (line.length() <= LENGTH ? line : line.substring(0, LENGTH)));
        }
    }

    /** Prints a line that stays. */
    public void keep(String line) {
        print((terminal ? ERASE_LINE : "") + line + System.lineSeparator());
    }

    /** Leaves a clean line behind. */
    public void erase() {
        if (terminal) {
            print(ERASE_LINE);
        }
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
