package io.seatrial.scenarios.peer;

import io.seatrial.chaos.backend.BackendKind;
import io.seatrial.chaos.backend.BackendResolver;
import io.seatrial.chaos.backend.Lifetime;
import io.seatrial.chaos.probe.Answer;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.Resolution;
import io.seatrial.testkit.backend.Resolution.Missing;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The NATS server at which a worker and a caller meet who have named none: the one at the usual address, where both look. A worker that
 * finds nobody there starts one there, which lives as long as the worker does.
 *
 * @param url the URL of the server
 * @param started the server, if it was started here; to be closed after all that uses it
 */
record NatsMeeting(String url, Optional<Backend> started) implements AutoCloseable {

    private static final String HOST = "localhost";
    private static final int USUAL_PORT = 4222;
    private static final Duration ASK_BOUND = Duration.ofSeconds(2);

    /** Meets at the usual address, whether or not somebody is there by now. */
    static NatsMeeting forCaller() {
        return new NatsMeeting(url(USUAL_PORT), Optional.empty());
    }

    /**
     * Meets at the usual address, or at another one if something else is there.
     *
     * @param err is told which server was taken, and how callers find it
     * @throws PlaneException.ConfigurationError if nobody is there and none can be started, with the remedy
     */
    static NatsMeeting forWorker(Map<String, String> environment, PrintWriter err) {
        return forWorker(environment, err, USUAL_PORT);
    }

    static NatsMeeting forWorker(Map<String, String> environment, PrintWriter err, int port) {
        return taken(err, port).orElseGet(() -> started(environment, err, port));
    }

    private static String url(int port) {
        return "nats://" + HOST + ":" + port;
    }

    private static Optional<NatsMeeting> taken(PrintWriter err, int port) {
        try {
            Answer answer = BackendKind.NATS.greeting().ask(new InetSocketAddress(HOST, port), ASK_BOUND);
            err.println("taking the NATS server " + answer.version() + " at " + url(port));
            err.flush();
            return Optional.of(new NatsMeeting(url(port), Optional.empty()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static NatsMeeting started(Map<String, String> environment, PrintWriter err, int port) {
        BackendResolver resolver =
                BackendResolver.of(BackendKind.NATS, environment).lasting(Lifetime.UNTIL_CLOSED);
        Resolution<OwnBackend> here = resolver.at(port).openOwn();
        if (here.found().isPresent()) {
            return started(here.found().get(), err);
        }
        Optional<NatsMeeting> meanwhile = taken(err, port); // another worker may have been quicker
        return meanwhile.orElseGet(() -> {
            Backend elsewhere = resolver.openOwn().found().orElseThrow(() -> missing(here, port));
            err.println("something else has port " + port + "; callers need --nats "
                    + elsewhere.info().url());
            return started(elsewhere, err);
        });
    }

    private static NatsMeeting started(Backend backend, PrintWriter err) {
        err.println("started " + backend.info().shown() + "; it ends with this worker");
        err.flush();
        return new NatsMeeting(backend.info().url(), Optional.of(backend));
    }

    private static PlaneException missing(Resolution<OwnBackend> resolution, int port) {
        String reason = resolution instanceof Missing<OwnBackend> missing
                ? missing.reason() + ". " + missing.remedy()
                : "it ended";
        return new PlaneException.ConfigurationError("No NATS server answers at " + url(port)
                + ", and none can be started: " + reason + ". Or name one with --nats URL");
    }

    @Override
    public void close() {
        started.ifPresent(Backend::close);
    }
}
