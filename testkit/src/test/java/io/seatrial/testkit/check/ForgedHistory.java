package io.seatrial.testkit.check;

import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.history.Fact.Action;
import io.seatrial.testkit.history.Fact.Ending;
import java.util.ArrayList;
import java.util.List;

/** Writes down things that never happened, a microsecond apart. */
final class ForgedHistory {

    private static final String SERVER = "worker#1";

    private final List<Event> events = new ArrayList<>();

    ForgedHistory add(Fact fact) {
        events.add(new Event(events.size() * 1000L, "worker", fact));
        return this;
    }

    ForgedHistory sent(long request) {
        return add(new Fact.Sent(request, "nowhere"));
    }

    ForgedHistory opened(long request) {
        return add(new Fact.Opened(request));
    }

    ForgedHistory asked(long request, long items) {
        return add(new Fact.Asked(request, items));
    }

    ForgedHistory item(long request) {
        return add(new Fact.Item(request));
    }

    ForgedHistory ended(long request, Ending ending) {
        return add(new Fact.Ended(request, ending, ending == Ending.OTHER_ERROR ? "IOException" : ""));
    }

    ForgedHistory served(int port) {
        return add(new Fact.Served(SERVER, port));
    }

    ForgedHistory begun(long call, Action action, String endpoint) {
        return add(new Fact.Begun(call, action, SERVER, endpoint));
    }

    ForgedHistory returned(long call, int left) {
        return add(new Fact.Returned(call, true, left));
    }

    ForgedHistory failed(long call) {
        return add(new Fact.Returned(call, false, 0));
    }

    /** A call that begins and returns with nothing in between. */
    ForgedHistory call(long call, Action action, String endpoint) {
        return begun(call, action, endpoint).returned(call, 0);
    }

    ForgedHistory delivered(long delivery, String endpoint) {
        return add(new Fact.Delivered(delivery, SERVER, endpoint));
    }

    ForgedHistory handled(long delivery) {
        return add(new Fact.Handled(delivery));
    }

    ForgedHistory over() {
        return add(new Fact.Over());
    }

    List<Event> events() {
        return events;
    }

    /** Returns what is broken, a sentence each. */
    List<String> judged() {
        return HistoryCheck.of(events).stream().map(Violation::sentence).toList();
    }
}
