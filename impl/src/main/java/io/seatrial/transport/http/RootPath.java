package io.seatrial.transport.http;

import io.seatrial.plane.PlaneException;
import org.jspecify.annotations.Nullable;

/**
 * The prefix of every route, as it was configured; a slash at its end is kept (dynamo-manager.md 3.1).
 *
 * @param prefix the root and the slash behind it
 */
record RootPath(String prefix) {

    /** What may stand in a URL's path as it is, apart from letters, digits and {@code /}. */
    private static final String PATH_SIGNS = "-._~!$&'()*+,;=:@%";

    /**
     * Reads the configured text.
     *
     * @throws PlaneException.ConfigurationError for what no server could serve. The model's router panics at the first two, with these words
     */
    static RootPath parse(String root) {
        if (!root.isEmpty() && root.charAt(0) != '/') {
            throw refused(root, "Paths must start with a `/`; a root may also be empty");
        }
        for (String segment : root.split("/", -1)) {
            if (segment.startsWith(":") || segment.startsWith("*")) {
                throw refused(root, "Path segments must not start with `" + segment.charAt(0) + "`");
            }
            if (segment.equals(".") || segment.equals("..")) {
                throw refused(root, "callers resolve the segment `" + segment + "` before they send");
            }
        }
        if (!root.chars().allMatch(RootPath::isPathChar)) {
            throw refused(root, "only what may stand in the path of a URL is allowed, the rest as %XX");
        }
        return new RootPath(root + "/");
    }

    /** Returns what stands behind the prefix, still escaped; {@code null} if nothing does or the path has another beginning. */
    @Nullable
    String rest(String path) {
        return path.length() > prefix.length() && path.startsWith(prefix) ? path.substring(prefix.length()) : null;
    }

    /** Returns the root as it was configured. */
    String text() {
        return prefix.substring(0, prefix.length() - 1);
    }

    private static boolean isPathChar(int c) {
        return c == '/'
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || PATH_SIGNS.indexOf(c) >= 0;
    }

    private static PlaneException refused(String root, String why) {
        return new PlaneException.ConfigurationError("Invalid HTTP root path '" + root + "': " + why);
    }
}
