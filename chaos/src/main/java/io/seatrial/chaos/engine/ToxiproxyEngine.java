package io.seatrial.chaos.engine;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Toxiproxy server, driven by its own Java client. That client blocks without a bound of its own and is not made for many threads, so
 * one thread talks to it, which also keeps the times of faults.
 */
final class ToxiproxyEngine implements ChaosEngine {

    private final InetSocketAddress api;
    private final ToxiproxyClient client;
    private final ScheduledExecutorService talker;
    private final Notices notices = Notices.log();
    private final List<Link> links = new CopyOnWriteArrayList<>();

    ToxiproxyEngine(InetSocketAddress api) {
        this.api = api;
        this.client = new ToxiproxyClient(api.getHostString(), api.getPort());
        this.talker = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("seatrial-toxiproxy", true));
        try {
            ask(client::version);
        } catch (ChaosException e) {
            talker.shutdownNow();
            throw e;
        }
    }

    @Override
    public String name() {
        return "toxiproxy";
    }

    @Override
    public Link link(LinkSpec spec) {
        Proxy proxy = ask(() -> client.createProxy(spec.name(), listen(spec), spec.upstream()));
        ToxiproxyLink link = new ToxiproxyLink(this, proxy);
        try {
            spec.faults().forEach(link::inject); // its address is not known to anybody yet
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
        links.add(link);
        return link;
    }

    /** A server on this machine listens on this machine only; one elsewhere, on every address that it has. */
    private String listen(LinkSpec spec) {
        if (spec.listen() != null) {
            return spec.listen();
        }
        return api.getAddress() != null && api.getAddress().isLoopbackAddress() ? "127.0.0.1:0" : "0.0.0.0:0";
    }

    /** Returns the host under which the proxies of the server are reached. */
    String host() {
        return api.getHostString();
    }

    void closed(Link link) {
        links.remove(link);
    }

    @Override
    public List<Link> links() {
        return List.copyOf(links);
    }

    /** Ends its thread also if the server does not answer any more, and then says that. */
    @Override
    public void close() {
        ChaosException first = null;
        for (Link link : links()) {
            try {
                link.close();
            } catch (ChaosException e) {
                first = first == null ? e : first;
            }
        }
        // Who still waits is told now, and not when its time is up.
        talker.shutdownNow().forEach(unasked -> ((Future<?>) unasked).cancel(false));
        if (first != null) {
            throw first;
        }
    }

    /** Asks the server on the thread that talks to it. */
    <T> T ask(Callable<T> question) {
        Future<T> answer;
        try {
            answer = talker.submit(question);
        } catch (RejectedExecutionException e) {
            throw new ChaosException("The engine on the Toxiproxy server at " + api + " is closed", e);
        }
        try {
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ChaosException("The Toxiproxy server at " + api + " says: " + cause.getMessage(), cause);
        } catch (CancellationException e) {
            throw new ChaosException("The engine on the Toxiproxy server at " + api + " was closed", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ChaosException("The Toxiproxy server at " + api + " did not answer within " + LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChaosException("Interrupted while waiting for the Toxiproxy server at " + api, e);
        }
    }

    /** Runs a step of a fault's span on the thread that talks to the server. */
    Future<?> later(Injection injection, long nanos, Step step) {
        return talker.schedule(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        notices.warn("A fault could not be begun or ended", "fault", injection.name(), "cause", e);
                    }
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }

    /** Something that asks the server. */
    interface Step {
        /** Asks. */
        void run() throws IOException;
    }
}
