package io.seatrial.testkit.check;

import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.history.Fact.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nothing is delivered to an endpoint after unregister has returned, nor to any after close has; and when either returns, no more requests
 * run than it says it left.
 */
final class DeliveryChecker implements Checker {

    /** What is known of an endpoint of a server, or of a whole server. */
    private static final class Place {
        private final String name;
        private int running;
        private int registering;
        private int registrations;
        private String goneSince = "";
        private int stragglers;

        private Place(String name) {
            this.name = name;
        }

        /** Takes note that nothing may be delivered from now on, but for what was left behind and had not begun. */
        private void gone(String since, int left) {
            goneSince = since;
            stragglers = Math.max(0, left - running);
        }
    }

    /** A call under way; a registration beside an unregister leaves open which of the two was last. */
    private record Call(Fact.Begun begun, String actor, boolean beside, int registrations) {}

    private record Delivery(Place endpoint, Place server) {}

    private final Map<String, Place> endpoints = new HashMap<>();
    private final Map<String, Place> servers = new HashMap<>();
    private final Map<String, String> actorOf = new HashMap<>();
    private final Map<Long, Call> calls = new HashMap<>();
    private final Map<Long, Delivery> deliveries = new HashMap<>();

    @Override
    public void accept(Event event, List<Violation> violations) {
        Fact fact = event.fact();
        if (fact instanceof Fact.Served served) {
            actorOf.put(served.server(), event.actor());
        } else if (fact instanceof Fact.Begun begun) {
            begin(begun, event.actor());
        } else if (fact instanceof Fact.Returned returned) {
            Call call = calls.remove(returned.call());
            if (call != null) {
                finish(call, returned, event, violations);
            }
        } else if (fact instanceof Fact.Delivered delivered) {
            Delivery delivery =
                    new Delivery(endpoint(delivered.server(), delivered.endpoint()), server(delivered.server()));
            requireReachable(delivery, event, violations);
            delivery.endpoint().running++;
            delivery.server().running++;
            deliveries.put(delivered.delivery(), delivery);
        } else if (fact instanceof Fact.Generated generated
                && !generated.server().isEmpty()) {
            requireReachable(
                    new Delivery(endpoint(generated.server(), generated.endpoint()), server(generated.server())),
                    event,
                    violations);
        } else if (fact instanceof Fact.Handled handled) {
            Delivery delivery = deliveries.remove(handled.delivery());
            if (delivery != null) {
                delivery.endpoint().running--;
                delivery.server().running--;
            }
        }
    }

    private void begin(Fact.Begun begun, String actor) {
        Place endpoint = endpoint(begun.server(), begun.endpoint());
        calls.put(begun.call(), new Call(begun, actor, endpoint.registering > 0, endpoint.registrations));
        if (begun.action() == Action.REGISTER) {
            endpoint.registering++;
            endpoint.registrations++;
            endpoint.goneSince = "";
        }
    }

    private void finish(Call call, Fact.Returned returned, Event event, List<Violation> violations) {
        Fact.Begun begun = call.begun();
        Place endpoint = endpoint(begun.server(), begun.endpoint());
        switch (begun.action()) {
            case REGISTER -> endpoint.registering--;
            case UNREGISTER -> {
                boolean last = !call.beside() && endpoint.registrations == call.registrations();
                if (last && returned.success()) {
                    requireDrained(endpoint.name, endpoint.running, "unregister", returned.left(), event, violations);
                    endpoint.gone("unregister had returned", returned.left());
                }
            }
            case CLOSE -> {
                if (returned.success()) {
                    close(begun.server(), call.actor(), returned.left(), event, violations);
                }
            }
        }
    }

    private void close(String server, String actor, int left, Event event, List<Violation> violations) {
        List<Place> closed = server.isEmpty()
                ? servers.values().stream()
                        .filter(place -> actor.equals(actorOf.get(place.name)))
                        .toList()
                : List.of(server(server));
        int running = closed.stream().mapToInt(place -> place.running).sum();
        requireDrained(server.isEmpty() ? actor : server, running, "close", left, event, violations);
        closed.forEach(place -> place.gone("close had returned", left));
    }

    private static void requireDrained(
            String place, int running, String call, int left, Event event, List<Violation> violations) {
        if (running > left) {
            violations.add(new Violation(
                    "requests that ran at " + place + " when " + call + " returned",
                    left == 0 ? "none" : "the " + left + " that it says it left",
                    "there were " + running,
                    event));
        }
    }

    private static void requireReachable(Delivery delivery, Event event, List<Violation> violations) {
        for (Place place : List.of(delivery.endpoint(), delivery.server())) {
            if (!place.goneSince.isEmpty() && place.stragglers-- <= 0) {
                violations.add(new Violation(
                        "deliveries at " + place.name, "none once " + place.goneSince, "there was one", event));
                return;
            }
        }
    }

    private Place endpoint(String server, String endpoint) {
        return endpoints.computeIfAbsent(server + " " + endpoint, Place::new);
    }

    private Place server(String server) {
        return servers.computeIfAbsent(server, Place::new);
    }
}
