package io.seatrial.testkit.expect;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a case found wrong, said so that the defect can be told from it: what was looked at, what the rule expects there, and what was
 * there. An error and not an exception, so that an implementation which swallows exceptions does not swallow a verdict.
 */
public final class CaseFailure extends AssertionError {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of finding it is. */
    public enum Kind {
        /** A value differed. */
        EXPECTATION,
        /** Something that must happen did not, within its ceiling. Only this kind can be the machine's fault. */
        TIMEOUT,
        /** Something was left open when the case had ended. */
        LEFTOVER,
        /** The case, or the implementation in a call that must not throw, threw. */
        ERROR,
        /** What happened, in its order, breaks a promise that no single call shows. */
        HISTORY,
        /** The list of known failures expects something else. */
        BASELINE
    }

    private final Kind kind;
    private final String subject;
    private final String expected;
    private final String actual;

    private CaseFailure(Kind kind, String subject, String expected, String actual, @Nullable Throwable cause) {
        super(subject + ": expected " + expected + ", but " + actual, cause);
        this.kind = kind;
        this.subject = Objects.requireNonNull(subject, "subject");
        this.expected = Objects.requireNonNull(expected, "expected");
        this.actual = Objects.requireNonNull(actual, "actual");
    }

    /** Creates a finding about a value. {@code actual} continues the sentence "expected …, but", e.g. {@code was 2}. */
    public static CaseFailure of(String subject, String expected, String actual) {
        return new CaseFailure(Kind.EXPECTATION, subject, expected, actual, null);
    }

    /** Creates a finding about a value, with the exception that shows it. */
    public static CaseFailure of(String subject, String expected, String actual, Throwable cause) {
        return new CaseFailure(Kind.EXPECTATION, subject, expected, actual, cause);
    }

    /** Creates a finding about something that did not happen in time. */
    public static CaseFailure timeout(String subject, String expected, String actual) {
        return new CaseFailure(Kind.TIMEOUT, subject, expected, actual, null);
    }

    /** Creates a finding about things that were left open. */
    public static CaseFailure leftover(String subject, String actual) {
        return new CaseFailure(Kind.LEFTOVER, subject, "nothing left", actual, null);
    }

    /** Creates a finding about what the history shows. */
    public static CaseFailure history(String subject, String expected, String actual) {
        return new CaseFailure(Kind.HISTORY, subject, expected, actual, null);
    }

    /** Creates a finding about an exception that no expectation speaks of. */
    public static CaseFailure error(String subject, Throwable cause) {
        return new CaseFailure(Kind.ERROR, subject, "no exception", "threw " + describe(cause), cause);
    }

    /** Returns the type and the message of an exception, on one line. */
    public static String describe(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? type : type + ": " + failure.getMessage();
    }

    /** Returns what kind of finding it is. */
    public Kind kind() {
        return kind;
    }

    /** Returns what was looked at. */
    public String subject() {
        return subject;
    }

    /** Returns what the rule expects. */
    public String expected() {
        return expected;
    }

    /** Returns what was there, as the end of the sentence "expected …, but". */
    public String actual() {
        return actual;
    }
}
