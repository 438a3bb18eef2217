package io.seatrial.chaos.junit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one test was given, made when it asks for it, and undone at its end. */
final class TestChaos {

    private final Chaos settings;
    private final TestProcesses processes = new TestProcesses();
    private @Nullable TestLinks links;

    TestChaos(Chaos settings) {
        this.settings = settings;
    }

    TestProcesses processes() {
        return processes;
    }

    TestLinks links() {
        TestLinks made = links;
        if (made == null) {
            made = TestLinks.open(settings);
            links = made;
        }
        return made;
    }

    /**
     * Undoes everything: a process takes its connections with it, so links come last.
     *
     * @throws AssertionError if the test has left what it promised not to leave
     */
    void end() {
        List<String> stopped = processes.end();
        List<String> left = new ArrayList<>(settings.removesFaults() ? stopped : List.of());
        if (links != null) {
            left.addAll(links.end());
        }
        if (!left.isEmpty()) {
            throw new AssertionError("The test has left behind: " + String.join("; ", left));
        }
    }
}
