package io.seatrial.chaos.fault;

/**
 * Where a fault acts.
 *
 * @param link the name of a link; {@code *} stands for any characters
 * @param direction which bytes it meets, and whose count its moment is; means nothing to a fault on the link as a whole
 * @param moment from which point of each connection on
 */
public record Target(String link, Direction direction, Moment moment) {

    /** Every link, bytes to the client, from the beginning. */
    public static final Target ANYWHERE = new Target("*", Direction.DOWNSTREAM, Moment.AT_ONCE);

    /** Returns whether a link of this name is meant. */
    public boolean includes(String name) {
        return matches(link, 0, name, 0);
    }

    private static boolean matches(String pattern, int at, String name, int from) {
        for (int p = at, n = from; ; p++, n++) {
            if (p == pattern.length()) {
                return n == name.length();
            }
            if (pattern.charAt(p) == '*') {
                for (int rest = n; rest <= name.length(); rest++) {
                    if (matches(pattern, p + 1, name, rest)) {
                        return true;
                    }
                }
                return false;
            }
            if (n == name.length() || pattern.charAt(p) != name.charAt(n)) {
                return false;
            }
        }
    }
}
