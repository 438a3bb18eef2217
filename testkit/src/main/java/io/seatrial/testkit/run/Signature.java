package io.seatrial.testkit.run;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What makes a failure the same failure the next time: its sentence without what differs from run to run. Ports, addresses of objects,
 * measured times and the stack of a case that hung are left open; small numbers are not, since they often are the defect.
 */
final class Signature {

    private static final int LONGEST = 200;
    private static final String ANY = "*";

    /** In this order: what an object's address or a port leaves behind must not be taken for a small number. */
    private static final Pattern VOLATILE = Pattern.compile(
            "@[0-9a-f]{4,}" // the identity of an object
                    + "|\\b(?=[0-9a-f]*[0-9])[0-9a-f]{8,}\\b" // an id
                    + "|\\b[0-9]{4,}\\b" // a port, or a long time
                    + "|(?<=[A-Za-z]):[0-9]+" // a line of a source file
                    + "|\\b[0-9]+\\.[0-9]+ s\\b"); // a time that was measured, or a ceiling that was stretched

    private static final Pattern STACK = Pattern.compile(" at [\\w$.<>]+:-?[0-9]+.*", Pattern.DOTALL);

    private Signature() {}

    /** Returns the signature of a finding. */
    static String of(Finding finding) {
        String sentence = STACK.matcher(finding.sentence()).replaceFirst(ANY);
        String open = VOLATILE.matcher(sentence).replaceAll("\\*");
        return open.length() <= LONGEST ? open : open.substring(0, LONGEST) + ANY;
    }

    /** Returns whether the sentence of a finding contains a signature. */
    static boolean matches(String signature, Finding finding) {
        String regex =
                Arrays.stream(signature.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*?"));
        return Pattern.compile(regex, Pattern.DOTALL)
                .matcher(finding.sentence())
                .find();
    }
}
