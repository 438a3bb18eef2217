package io.seatrial.testkit.check;

import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every port that a process publishes is one that it has bound. A process that binds out of sight is not judged. */
final class PortChecker implements Checker {

    private final Map<String, Set<Integer>> bound = new HashMap<>();

    @Override
    public void accept(Event event, List<Violation> violations) {
        Fact fact = event.fact();
        if (fact instanceof Fact.Bound binding) {
            bound.computeIfAbsent(event.actor(), actor -> new HashSet<>()).add(binding.port());
        } else if (fact instanceof Fact.Published published) {
            judge(
                    "the port that " + event.actor() + " publishes for " + published.mode(),
                    published.port(),
                    event,
                    violations);
        } else if (fact instanceof Fact.Served served && served.port() != 0) {
            judge("the port of server " + served.server(), served.port(), event, violations);
        }
    }

    private void judge(String subject, int port, Event event, List<Violation> violations) {
        Set<Integer> ports = bound.getOrDefault(event.actor(), Set.of());
        if (!ports.isEmpty() && !ports.contains(port)) {
            violations.add(new Violation(subject, "one of the bound ports " + ports, "was " + port, event));
        }
    }
}
