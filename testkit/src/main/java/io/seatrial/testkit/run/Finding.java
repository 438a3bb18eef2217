package io.seatrial.testkit.run;

import io.seatrial.testkit.expect.CaseFailure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that a run found wrong.
 *
 * @param kind what kind of finding it is
 * @param subject what was looked at
 * @param expected what the rule expects
 * @param actual what was there, as the end of the sentence "expected …, but"
 * @param place where in the case it was found: {@code SharedServerCases.java:42}; empty if not in the case
 * @param trace the exceptions and their stacks, outermost first, for whoever has to dig
 */
public record Finding(
        CaseFailure.Kind kind, String subject, String expected, String actual, String place, String trace) {

    private static final int FRAMES = 12;

    /** Describes a failure of a case. */
    static Finding of(CaseFailure failure, Class<?> caseClass) {
        return new Finding(
                failure.kind(),
                failure.subject(),
                failure.expected(),
                failure.actual(),
                placeIn(caseClass, failure),
                trace(failure));
    }

    private static String placeIn(Class<?> caseClass, Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith(caseClass.getName()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }

    private static String trace(Throwable failure) {
        List<String> parts = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> cause
                        + Arrays.stream(cause.getStackTrace())
                                .limit(FRAMES)
                                .map(frame -> "\n  at " + frame)
                                .collect(Collectors.joining()))
                .toList();
        return String.join("\ncaused by ", parts);
    }

    /** Returns the finding as one sentence. */
    public String sentence() {
        return subject + ": expected " + expected + ", but " + actual;
    }

    @Override
    public String toString() {
        return sentence();
    }
}
