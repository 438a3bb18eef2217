package io.seatrial.testkit.network;

import io.netty.channel.Channel;
import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.history.History;
import io.seatrial.testkit.ledger.Account;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * What carries the bytes of one trial, and its clock. On real networks the world runs by itself and waiting is waiting; on a simulated
 * one the world runs only inside {@link #await} and {@link #runUntil}. A case calls nothing else to wait, so the same case runs on both.
 *
 * <p>Except where it says otherwise, a network is opened, used and closed by the one thread that runs the case.
 */
public interface Network extends AutoCloseable {

    /** Returns what kind of network this is. */
    NetworkKind kind();

    /** Returns whether the same seed gives the same history. Time is then virtual, and ceilings cost nothing. */
    boolean deterministic();

    /** Returns the time in nanoseconds, from an arbitrary origin. */
    long nanoTime();

    /** Returns what happens on this network; it records its own events there. */
    History history();

    /**
     * Opens the network of one process. All hosts share one address space, as processes of one machine do: a port that is bound by
     * one is taken for all, at 127.0.0.1 everybody reaches everybody, and {@code localHost()} is 127.0.0.1.
     *
     * @param name the prefix of thread names
     * @param notices where warnings go
     */
    Host openHost(String name, Notices notices);

    /** Lets the world run until a stage has completed, either way, or the bound is reached. Returns whether it has completed. */
    boolean await(CompletionStage<?> stage, Duration bound);

    /** Lets the world run until a condition holds or the bound is reached. Returns whether it holds. */
    boolean runUntil(BooleanSupplier condition, Duration bound);

    /**
     * Starts {@code n} tasks at once: on real networks each on a thread of its own, released together; on a simulated one in an order
     * that the seed gives. The stages complete as those of the tasks do; a task that throws fails its stage.
     */
    <T> List<CompletableFuture<T>> concurrently(int n, IntFunction<? extends CompletionStage<T>> task);

    /** Cuts a connection so that the peer sees a reset and not an end. */
    void reset(Channel channel);

    /** Returns the ports that are listened on and were not when the network was opened, as the system sees it; empty if it does not tell. */
    Optional<Set<Integer>> listeningPorts();

    /**
     * Returns the URL under which the plane under test reaches a server that is no part of the trial, such as a broker: the server's own,
     * unless this network stands between them.
     */
    default String wayTo(String url) {
        return url;
    }

    /**
     * Returns a part that only some networks have, such as what injects faults on the way.
     *
     * @param type the interface under which it is known
     */
    default <T> Optional<T> facility(Class<T> type) {
        return Optional.empty();
    }

    /**
     * Undoes what the case has done to this network by its {@linkplain #facility facilities}, so that what is closed next can end. Called
     * when the case is over.
     *
     * @return what it had left, a phrase each
     */
    default List<String> undo() {
        return List.of();
    }

    /** Returns accounts of what can be left open on this network, beside what the plane's view of it counts. */
    default List<Account> accounts() {
        return List.of();
    }

    /** Returns why the last wait was in vain, if it is more than that the time was up. */
    default Optional<String> standstill() {
        return Optional.empty();
    }

    /** Gives the network up, when its hosts have been closed. */
    @Override
    void close();
}
