package io.seatrial.scenarios.bench;

import io.seatrial.chaos.process.WorkerSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** This program's own command line, as processes of their own. */
final class Seatrials {

    private static final String MAIN = "io.seatrial.scenarios.cli.Seatrial";

    private Seatrials() {}

    static WorkerSpec command(String... arguments) {
        List<String> words = new ArrayList<>(WorkerSpec.java(MAIN, arguments).command());
        words.addAll(1, tuning());
        return WorkerSpec.of(words);
    }

    /** Returns what this JVM was tuned with: what is compared must run as what it is compared to does. */
    private static List<String> tuning() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .toList();
    }
}
