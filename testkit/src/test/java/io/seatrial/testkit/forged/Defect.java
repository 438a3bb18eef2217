package io.seatrial.testkit.forged;

/** What a {@link MemoryPlane} can do wrong so that no single call shows it. */
public enum Defect {
    NONE,
    DELIVERS_AFTER_UNREGISTER,
    DOES_NOT_DRAIN,
    FAILS_WITHOUT_A_TYPE,
    NEVER_ANSWERS,
    ENDS_A_STREAM_TWICE,
    PUBLISHES_ANOTHER_PORT
}
