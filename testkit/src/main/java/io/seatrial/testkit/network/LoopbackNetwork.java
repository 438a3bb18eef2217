package io.seatrial.testkit.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.history.History;
import io.seatrial.testkit.machine.Machine;
import io.seatrial.testkit.machine.ProcFs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Real sockets on 127.0.0.1, in real time. Each host has sockets and threads of its own. */
public final class LoopbackNetwork implements Network {

    private static final Duration POLL = Duration.ofNanos(500_000);
    private static final long START_SECONDS = 30;

    private final History history = History.start(Machine::nanoTime);
    private final Set<String> knownSockets = Set.copyOf(ProcFs.listeningPorts().keySet());

    /** Creates a network without hosts. */
    public LoopbackNetwork() {}

    /** Opens loopback networks; there is always one. */
    public static final class Provider implements NetworkProvider {
        /** Creates the provider, for {@link java.util.ServiceLoader}. */
        public Provider() {}

        @Override
        public NetworkKind kind() {
            return NetworkKind.LOOPBACK;
        }

        /** Carries one connection: the first one makes the JDK and Netty open descriptors that they keep. */
        @Override
        public void prepare() {
            Preparation.carryOneConnection(new LoopbackNetwork());
        }

        @Override
        public Network open(long seed) {
            return new LoopbackNetwork();
        }
    }

    @Override
    public NetworkKind kind() {
        return NetworkKind.LOOPBACK;
    }

    @Override
    public boolean deterministic() {
        return false;
    }

    @Override
    public long nanoTime() {
        return Machine.nanoTime();
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Host openHost(String name, Notices notices) {
        SocketIo sockets = SocketIo.open(SocketTransport.best(), 1, name, notices);
        NetworkIo io = new LocalHostIo(sockets, "127.0.0.1");
        return new Host() {
            @Override
            public NetworkIo io() {
                return io;
            }

            @Override
            public CompletionStage<Void> close() {
                return sockets.close();
            }
        };
    }

    @Override
    public boolean await(CompletionStage<?> stage, Duration bound) {
        try {
            stage.toCompletableFuture().get(bound.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | CancellationException e) {
            return true; // it has completed; how is for the caller to see
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw givenUp();
        }
    }

    @Override
    public boolean runUntil(BooleanSupplier condition, Duration bound) {
        long deadline = Machine.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (Machine.nanoTime() - deadline >= 0) {
                return condition.getAsBoolean();
            }
            Machine.pause(POLL);
            if (Thread.interrupted()) {
                throw givenUp();
            }
        }
        return true;
    }

    /** The runner interrupts a case that it has judged already; nobody reads this. */
    private static CaseFailure givenUp() {
        Thread.currentThread().interrupt();
        return CaseFailure.timeout("the case", "to end within its bound", "was given up");
    }

    @Override
    public <T> List<CompletableFuture<T>> concurrently(int n, IntFunction<? extends CompletionStage<T>> task) {
        List<CompletableFuture<T>> results = new ArrayList<>();
        CountDownLatch gate = new CountDownLatch(n);
        for (int i = 0; i < n; i++) {
            CompletableFuture<T> result = new CompletableFuture<>();
            results.add(result);
            int index = i;
            Machine.start("concurrent-" + i, () -> runTogether(gate, () -> task.apply(index), result));
        }
        return results;
    }

    private static <T> void runTogether(
            CountDownLatch gate,
            java.util.function.Supplier<? extends CompletionStage<T>> task,
            CompletableFuture<T> result) {
        try {
            gate.countDown();
            if (!gate.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the machine did not start all threads in " + START_SECONDS + " s");
            }
            task.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        } catch (Throwable thrown) { // the caller judges it, whatever it is
            result.completeExceptionally(thrown);
        }
    }

    @Override
    public void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public Optional<Set<Integer>> listeningPorts() {
        if (!ProcFs.isAvailable()) {
            return Optional.empty();
        }
        return Optional.of(ProcFs.listeningPorts().entrySet().stream()
                .filter(entry -> !knownSockets.contains(entry.getKey()))
                .map(java.util.Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public void close() {
        // hosts are closed by who opened them, and nothing else is held
    }
}
