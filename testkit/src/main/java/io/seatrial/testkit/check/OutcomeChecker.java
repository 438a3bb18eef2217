package io.seatrial.testkit.check;

import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.history.Fact.Ending;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Every request ends exactly once: with a reply, with an error that says what happened, or because its caller gave it up. There is no
 * reply without a request, and of a stream no item before it opened, unasked for, or after its end.
 */
final class OutcomeChecker implements Checker {

    private static final class Request {
        private final String to;
        private boolean opened;
        private boolean cancelled;
        private boolean misused;
        private String ended = "";
        private long asked;
        private long received;

        private Request(String to) {
            this.to = to;
        }

        private boolean mustEnd() {
            return ended.isEmpty() && !cancelled && (!opened || misused || asked > received);
        }
    }

    private final Map<Long, Request> requests = new LinkedHashMap<>();

    @Override
    public void accept(Event event, List<Violation> violations) {
        Fact fact = event.fact();
        if (fact instanceof Fact.Sent sent) {
            if (requests.putIfAbsent(sent.request(), new Request(sent.to())) != null) {
                violations.add(new Violation("request " + sent.request(), "to be sent once", "was sent again", event));
            }
        } else if (fact instanceof Fact.Opened opened) {
            of(opened.request(), event, violations, request -> open(opened.request(), request, event, violations));
        } else if (fact instanceof Fact.Asked asked) {
            of(asked.request(), event, violations, request -> ask(request, asked.items()));
        } else if (fact instanceof Fact.Item item) {
            of(item.request(), event, violations, request -> receive(item.request(), request, event, violations));
        } else if (fact instanceof Fact.Ended ended) {
            of(ended.request(), event, violations, request -> end(ended, request, event, violations));
        } else if (fact instanceof Fact.Over) {
            requests.forEach((number, request) -> {
                if (request.mustEnd()) {
                    violations.add(new Violation(
                            name(number, request),
                            "a reply, an error or a cancel",
                            (request.opened ? "its stream" : "it") + " never ended",
                            event,
                            true));
                }
            });
        }
    }

    private void of(long number, Event event, List<Violation> violations, Consumer<Request> step) {
        Request request = requests.get(number);
        if (request == null) {
            violations.add(new Violation(
                    "request " + number, "no reply to what was never sent", "'" + event.kind() + "' was seen", event));
        } else {
            step.accept(request);
        }
    }

    private static void open(long number, Request request, Event event, List<Violation> violations) {
        if (request.opened || !request.ended.isEmpty()) {
            violations.add(new Violation(
                    name(number, request),
                    "one stream, before its end",
                    request.opened ? "it opened twice" : "it opened after " + request.ended,
                    event));
        }
        request.opened = true;
    }

    /** Whoever asks for no items, or for fewer, is told so: the error is about the caller, and not of the plane's types. */
    private static void ask(Request request, long items) {
        request.asked = sum(request.asked, items);
        request.misused |= items <= 0;
    }

    private static void receive(long number, Request request, Event event, List<Violation> violations) {
        request.received++;
        if (!request.opened) {
            violations.add(
                    new Violation(name(number, request), "a stream before its items", "an item came first", event));
        } else if (!request.ended.isEmpty()) {
            violations.add(new Violation(
                    name(number, request), "nothing after its end", "an item came after " + request.ended, event));
        } else if (request.received > request.asked && !request.cancelled) {
            violations.add(new Violation(
                    name(number, request),
                    "no more items than the " + request.asked + " asked for",
                    "item " + request.received + " came",
                    event));
        }
    }

    private static void end(Fact.Ended fact, Request request, Event event, List<Violation> violations) {
        if (fact.ending() == Ending.CANCELLED) { // the caller's own doing: what was sent before it may still arrive
            request.cancelled = true;
            return;
        }
        String ending = described(fact);
        if (!request.ended.isEmpty()) {
            violations.add(new Violation(
                    name(fact.request(), request),
                    "exactly one outcome",
                    "it ended with " + ending + " after " + request.ended,
                    event));
        } else if (fact.ending() == Ending.OTHER_ERROR && !request.misused) {
            violations.add(new Violation(
                    name(fact.request(), request), "an error of the plane's types", "it ended with " + ending, event));
        }
        request.ended = ending;
    }

    private static String described(Fact.Ended fact) {
        return fact.error().isEmpty()
                ? "a " + fact.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : "a " + fact.error();
    }

    private static String name(long number, Request request) {
        return "request " + number + " to " + request.to;
    }

    private static long sum(long asked, long more) {
        return more > Long.MAX_VALUE - asked ? Long.MAX_VALUE : asked + Math.max(0, more);
    }

    int underWay() {
        return (int) requests.values().stream().filter(Request::mustEnd).count();
    }
}
