package io.seatrial.scenarios.adapter;

import java.util.regex.Pattern;

/** A word of a command that somebody may copy into a shell. */
final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    /** Returns a word as the shell takes it whole: between quotation marks if it needs them. */
    static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
