package io.seatrial.testkit.report;

/**
 * Text without control characters: XML 1.0 has no way to say them, and on a terminal they would act. What an implementation under test
 * puts into its messages is up to it.
 */
public final class CleanText {

    private CleanText() {}

    /** Returns the text with another character in the place of each of these. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(isAllowed(point) ? point : '\uFFFD'));
        return clean.toString();
    }

    private static boolean isAllowed(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || (point >= 0x10000 && point <= 0x10FFFF);
    }
}
