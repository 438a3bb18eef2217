package io.seatrial.testkit.rule;

/** How binding a rule is, in the words of RFC 2119. */
public enum Level {
    /** An implementation that breaks it does not conform. */
    MUST,
    /** An implementation may break it for a reason that it states. */
    SHOULD,
    /** An implementation is free; the rule says what is meant if it does. */
    MAY
}
