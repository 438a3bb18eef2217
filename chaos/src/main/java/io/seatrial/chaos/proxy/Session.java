package io.seatrial.chaos.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Fault.Scope;
import io.seatrial.chaos.fault.HangingAccept;
import io.seatrial.chaos.fault.SlowAccept;
import io.seatrial.chaos.proxy.framing.FrameScanner;
import io.seatrial.chaos.proxy.framing.Framing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection through a proxy: the client's channel, the server's, and a lane for each direction. Lives on one event loop. */
final class Session {

    private final EventLoop loop;
    private final long number;
    private final Channel client;
    private final ChannelEnd clientEnd;
    private final ProxyContext context;
    private final Consumer<Session> over;
    private final List<Injected> faults;
    private final Set<String> holds = new HashSet<>();
    private final Set<Direction> overs = EnumSet.noneOf(Direction.class);
    private @Nullable Channel server;
    private @Nullable Lane up;
    private @Nullable Lane down;
    private boolean paused;
    private boolean connecting;
    private boolean closing;
    private boolean finished;

    /**
     * Creates a session of an accepted channel that is not registered yet.
     *
     * @param loop where it will live
     * @param over told when nothing is left of it
     */
    Session(
            EventLoop loop,
            long number,
            Channel client,
            ProxyContext context,
            List<Injected> faults,
            boolean paused,
            Consumer<Session> over) {
        this.loop = loop;
        this.number = number;
        this.client = client;
        this.context = context;
        this.faults = new ArrayList<>(faults);
        this.paused = paused;
        this.over = over;
        this.clientEnd = new ChannelEnd(end -> clientClosed());
        client.pipeline().addLast(clientEnd);
    }

    EventLoop loop() {
        return loop;
    }

    /** Carries out the faults on accepting, then connects to the server. */
    void start() {
        for (Injected injected : faults) {
            if (injected.injection().fault().scope() == Scope.ACCEPT
                    && Injected.hits(injected.injection(), injected.draws(number))) {
                hold(injected);
            }
        }
        connectUnlessHeld();
    }

    private void hold(Injected injected) {
        if (injected.injection().fault() instanceof SlowAccept slow) {
            holds.add(injected.name());
            loop.schedule(() -> letGo(injected.name()), slow.time().toNanos(), TimeUnit.NANOSECONDS);
        } else if (injected.injection().fault() instanceof HangingAccept) {
            holds.add(injected.name());
        }
    }

    private void letGo(String name) {
        if (holds.remove(name)) {
            connectUnlessHeld();
        }
    }

    private void connectUnlessHeld() {
        if (!holds.isEmpty() || connecting || paused || closing) {
            return;
        }
        connecting = true;
        context.connector().connect(loop, context.upstream()).whenComplete((channel, failure) -> {
            if (failure != null) {
                close();
            } else if (closing) {
                channel.close();
            } else {
                link(channel);
            }
        });
    }

    private void link(Channel channel) {
        server = channel;
        ChannelEnd serverEnd = new ChannelEnd(this::serverClosed);
        channel.pipeline().addLast(serverEnd);
        Lane toServer = lane(Direction.UPSTREAM, client, channel);
        Lane toClient = lane(Direction.DOWNSTREAM, channel, client);
        up = toServer;
        down = toClient;
        clientEnd.attach(toServer, toClient);
        serverEnd.attach(toClient, toServer);
        faults.forEach(this::install);
        if (paused) {
            toServer.pause(true);
            toClient.pause(true);
        }
        toServer.source().room();
        toClient.source().room();
    }

    private Lane lane(Direction direction, Channel from, Channel to) {
        Framing framing = context.framing();
        FrameScanner scanner = framing == null ? null : framing.scanner(direction);
        return new Lane(
                loop,
                number,
                this::reset,
                new Source(from, scanner, context.traffic().receivedCounter(direction)),
                new Sink(to, context.traffic().sentCounter(direction), () -> delivered(direction), this::reset));
    }

    void add(Injected injected) {
        faults.add(injected);
        install(injected);
    }

    private void install(Injected injected) {
        Lane lane = laneOf(injected);
        if (lane != null) {
            lane.add(injected);
        }
    }

    void change(Injected injected) {
        faults.replaceAll(old -> old.name().equals(injected.name()) ? injected : old);
        Lane lane = laneOf(injected);
        if (lane != null) {
            lane.change(injected);
        }
    }

    void remove(Injected injected) {
        faults.removeIf(old -> old.name().equals(injected.name()));
        letGo(injected.name());
        Lane lane = laneOf(injected);
        if (lane != null) {
            lane.remove(injected.name());
        }
    }

    private @Nullable Lane laneOf(Injected injected) {
        if (injected.injection().fault().scope() != Scope.STREAM) {
            return null;
        }
        return injected.injection().target().direction() == Direction.UPSTREAM ? up : down;
    }

    void pause(boolean pause) {
        paused = pause;
        if (up != null && down != null) {
            up.pause(pause);
            down.pause(pause);
        } else {
            connectUnlessHeld();
        }
    }

    /** Resets both channels at once. */
    void reset() {
        closing = true;
        Resets.reset(client);
        if (server != null) {
            Resets.reset(server);
        }
    }

    /** Closes both channels at once. */
    void close() {
        closing = true;
        client.close();
        if (server != null) {
            server.close();
        }
    }

    /** A lane has given its end to the receiver. When both have, nothing is left to carry. */
    private void delivered(Direction direction) {
        overs.add(direction);
        if (overs.size() == 2 && server != null) {
            closeBehindWrites(client);
            closeBehindWrites(server);
        }
    }

    private static void closeBehindWrites(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void clientClosed() {
        closed(clientEnd, up, down, Direction.DOWNSTREAM);
    }

    private void serverClosed(ChannelEnd serverEnd) {
        closed(serverEnd, down, up, Direction.UPSTREAM);
    }

    private void closed(ChannelEnd end, @Nullable Lane reading, @Nullable Lane writing, Direction written) {
        if (reading == null || writing == null) {
            close();
        } else {
            writing.sink().gone();
            delivered(written);
            reading.source().ended(end.ending());
        }
        boolean nothingOpen = !client.isOpen() && (server == null ? !connecting || closing : !server.isOpen());
        if (nothingOpen && !finished) {
            finished = true;
            finish();
        }
    }

    private void finish() {
        if (up != null && down != null) {
            up.discard();
            down.discard();
        }
        over.accept(this);
    }
}
