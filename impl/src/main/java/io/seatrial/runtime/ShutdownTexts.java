package io.seatrial.runtime;

/** What a program says when a signal makes it shut down its worker (dynamo-manager.md 5.8); the worker's own words are its notices. */
public final class ShutdownTexts {

    /** For SIGTERM, and where a program cannot tell which signal it was. */
    public static final String SIGTERM = "SIGTERM received, starting graceful shutdown";

    /** For Ctrl-C. */
    public static final String CTRL_C = "Ctrl+C received, starting graceful shutdown";

    private ShutdownTexts() {}
}
