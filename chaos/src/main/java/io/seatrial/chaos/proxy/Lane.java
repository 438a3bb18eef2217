package io.seatrial.chaos.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.seatrial.chaos.fault.Draws;
import io.seatrial.chaos.proxy.stage.Stage;
import io.seatrial.chaos.proxy.stage.Stages;
import io.seatrial.chaos.proxy.stage.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One direction of a session: its source, the stages of the faults that hit it, in the order in which they came, and its sink. */
final class Lane {

    private final EventLoop loop;
    private final long connection;
    private final Runnable reset;
    private final Source source;
    private final Sink sink;
    private final List<Slot> slots = new ArrayList<>();

    /** A fault and its stage; none if the connection was not drawn. */
    private record Slot(Injected injected, @Nullable Stage stage) {}

    Lane(EventLoop loop, long connection, Runnable reset, Source source, Sink sink) {
        this.loop = loop;
        this.connection = connection;
        this.reset = reset;
        this.source = source;
        this.sink = sink;
        link();
    }

    Source source() {
        return source;
    }

    Sink sink() {
        return sink;
    }

    void read(ByteBuf data) {
        sink.flushLater(slots.isEmpty());
        source.read(data);
        sink.flushLater(false);
    }

    void readComplete() {
        sink.flush();
    }

    void pause(boolean pause) {
        if (pause) {
            source.pause(true);
            sink.pause(true);
        } else {
            sink.pause(false);
            source.pause(false);
        }
    }

    void add(Injected injected) {
        Slot slot = slot(injected);
        slots.add(slot);
        link();
        begin(slot);
    }

    void change(Injected injected) {
        int at = indexOf(injected.name());
        if (at < 0) {
            return;
        }
        Slot old = slots.get(at);
        Slot slot = slot(injected);
        slots.set(at, slot);
        if (old.stage != null && slot.stage == null) {
            old.stage.leave();
        }
        link();
        if (old.stage != null && slot.stage != null) {
            slot.stage.inherit(old.stage);
        }
        begin(slot);
    }

    void remove(String name) {
        int at = indexOf(name);
        if (at < 0) {
            return;
        }
        Slot old = slots.remove(at);
        if (old.stage != null) {
            old.stage.leave();
        }
        link();
        source.room();
    }

    void discard() {
        source.discard();
        slots.forEach(slot -> {
            if (slot.stage != null) {
                slot.stage.discard();
            }
        });
        sink.gone();
    }

    private Slot slot(Injected injected) {
        Draws draws = injected.draws(connection);
        boolean hit = Injected.hits(injected.injection(), draws);
        return new Slot(injected, hit ? Stages.of(injected.injection(), new LaneWay(draws)) : null);
    }

    private void begin(Slot slot) {
        if (slot.stage != null) {
            slot.stage.begin();
            slot.stage.room();
        }
        source.room();
    }

    private void link() {
        Stage above = source;
        for (Slot slot : slots) {
            if (slot.stage != null) {
                Stage.link(above, slot.stage);
                above = slot.stage;
            }
        }
        Stage.link(above, sink);
    }

    private int indexOf(String name) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).injected.name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private final class LaneWay implements Way {
        private final Draws draws;

        private LaneWay(Draws draws) {
            this.draws = draws;
        }

        @Override
        public long now() {
            return loop.ticker().nanoTime();
        }

        @Override
        public Future<?> after(long nanos, Runnable task) {
            return loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public Draws draws() {
            return draws;
        }

        @Override
        public void reset() {
            reset.run();
        }
    }
}
