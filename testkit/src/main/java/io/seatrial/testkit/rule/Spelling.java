package io.seatrial.testkit.rule;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Guesses which name was meant by one that there is not. */
final class Spelling {

    /** The most that are proposed: a reader chooses, and does not search. */
    private static final int MOST = 3;

    /** Of a longer name more may be wrong: one character in this many, and one more. */
    private static final int LETTERS_FOR_A_MISTAKE = 4;

    private Spelling() {}

    /** Returns the names that are nearest to a text, the nearest first; none if nothing resembles it. */
    static List<String> nearest(String text, Collection<String> names) {
        int farthest = 1 + text.length() / LETTERS_FOR_A_MISTAKE;
        return names.stream()
                .filter(name -> mistakes(text, name) <= farthest)
                .sorted(Comparator.comparingInt(name -> mistakes(text, name)))
                .limit(MOST)
                .toList();
    }

    /** Returns how many characters must be put in, taken out or replaced to make one text of the other. */
    private static int mistakes(String text, String name) {
        int[] above = new int[name.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int row = 1; row <= text.length(); row++) {
            int[] here = new int[name.length() + 1];
            here[0] = row;
            for (int i = 1; i <= name.length(); i++) {
                int replaced = above[i - 1] + (text.charAt(row - 1) == name.charAt(i - 1) ? 0 : 1);
                here[i] = Math.min(replaced, 1 + Math.min(above[i], here[i - 1]));
            }
            above = here;
        }
        return above[name.length()];
    }
}
