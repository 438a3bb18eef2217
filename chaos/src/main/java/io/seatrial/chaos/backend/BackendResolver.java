package io.seatrial.chaos.backend;

import io.seatrial.chaos.container.PlainContainer;
import io.seatrial.chaos.container.RunningContainer;
import io.seatrial.chaos.container.ServerContainer;
import io.seatrial.chaos.probe.Answer;
import io.seatrial.chaos.probe.Bounded;
import io.seatrial.chaos.process.FreePort;
import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.BackendException;
import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.Resolution;
import io.seatrial.testkit.backend.Resolution.Found;
import io.seatrial.testkit.backend.Resolution.Missing;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Finds or starts a back end of one kind. What cannot be had is a value, with the reason and what helps. */
public final class BackendResolver {

    /** A first container takes about 2 s with its image there. Testcontainers by itself tries for minutes to fetch one that it cannot have. */
    private static final Duration CONTAINER_BOUND = Duration.ofSeconds(60);

    private final BackendKind kind;
    private final Map<String, String> environment;
    private final Lifetime lifetime;
    private final OptionalInt port;
    private final Duration containerBound;

    private BackendResolver(
            BackendKind kind,
            Map<String, String> environment,
            Lifetime lifetime,
            OptionalInt port,
            Duration containerBound) {
        this.kind = kind;
        this.environment = Map.copyOf(environment);
        this.lifetime = lifetime;
        this.port = port;
        this.containerBound = containerBound;
    }

    /** Creates a resolver that looks in an environment. What it starts ends with the JVM at the latest. */
    public static BackendResolver of(BackendKind kind, Map<String, String> environment) {
        return new BackendResolver(kind, environment, Lifetime.AT_MOST_THE_JVM, OptionalInt.empty(), CONTAINER_BOUND);
    }

    /** Returns a resolver that is the same but for who ends what it starts. */
    public BackendResolver lasting(Lifetime other) {
        return new BackendResolver(kind, environment, other, port, containerBound);
    }

    /** Returns a resolver that is the same but starts servers at one port, and at no other. */
    public BackendResolver at(int fixed) {
        return new BackendResolver(kind, environment, lifetime, OptionalInt.of(fixed), containerBound);
    }

    /** Returns a resolver that is the same but for the bound on the start of a container. */
    BackendResolver within(Duration bound) {
        return new BackendResolver(kind, environment, lifetime, port, bound);
    }

    /** Returns the way that would be taken. Starts nothing. */
    public Candidate candidate() {
        return BackendSearch.first(kind, environment);
    }

    /** Finds one or starts one. */
    public Resolution<? extends Backend> open() {
        Candidate candidate = candidate();
        return candidate instanceof Candidate.Named named ? named(named) : started(candidate, false);
    }

    /** Starts one that belongs to the caller alone. */
    public Resolution<OwnBackend> openOwn() {
        Candidate candidate = candidate();
        if (candidate instanceof Candidate.Named named) {
            return missing(
                    named.variable() + " names one that belongs to somebody else, and this must be stopped and started",
                    "Unset " + named.variable() + ", so that one is started");
        }
        return started(candidate, true);
    }

    private Resolution<OwnBackend> started(Candidate candidate, boolean own) {
        if (candidate instanceof Candidate.Program program) {
            return program(program);
        }
        if (candidate instanceof Candidate.Image image) {
            return container(image, own);
        }
        Candidate.Nothing nothing = (Candidate.Nothing) candidate;
        return missing(nothing.reason(), nothing.remedy());
    }

    private Resolution<Backend> named(Candidate.Named named) {
        try {
            URI url = new URI(named.url());
            if (!kind.scheme().equals(url.getScheme()) || url.getHost() == null) {
                return missing(
                        "the URL in " + named.variable() + " is not of the form "
                                + kind.url("host", kind.defaultPort()),
                        "Correct it, or unset " + named.variable() + ", so that one is started");
            }
            int at = url.getPort() < 0 ? kind.defaultPort() : url.getPort();
            Answer answer = Readiness.ask(kind, url.getHost(), at);
            return new Found<>(
                    new NamedServer(new BackendInfo(kind.name(), named.variable(), answer.version(), named.url())));
        } catch (URISyntaxException | IOException e) {
            return missing(
                    "at the URL in " + named.variable() + " there is none (" + e.getMessage() + ")",
                    "Start one there, or unset " + named.variable() + ", so that one is started");
        }
    }

    private Resolution<OwnBackend> program(Candidate.Program program) {
        try {
            return new Found<>(ProgramServer.start(kind, program.file(), port, lifetime));
        } catch (BackendException e) {
            return missing(String.valueOf(e.getMessage()), "Try " + program.file() + " by hand");
        }
    }

    private Resolution<OwnBackend> container(Candidate.Image image, boolean own) {
        boolean plain = own && image.present(); // an image that is not there is fetched by Testcontainers
        try {
            return new Found<>(Bounded.call(
                    "start-" + kind.name(), containerBound, () -> plain ? plain(image) : byTestcontainers(image)));
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            return missing(
                    "Docker at " + image.docker().host() + " did not bring " + image.image() + " to run ("
                            + reasons(cause) + ")",
                    image.present()
                            ? "Try docker run " + image.image()
                                    + "; in a container that uses its host's Docker, set TESTCONTAINERS_HOST_OVERRIDE"
                            : "Try docker pull " + image.image() + ", or name another image in "
                                    + kind.imageVariable());
        }
    }

    private OwnBackend byTestcontainers(Candidate.Image image) {
        RunningContainer container = ServerContainer.start(kind.image(), image.image(), portOutside());
        return ContainerServer.of(kind, image.image(), container, Lifetime.UNTIL_CLOSED); // or until its own hook
    }

    private OwnBackend plain(Candidate.Image image) {
        RunningContainer container = PlainContainer.start(image.docker(), kind.image(), image.image(), portOutside());
        return ContainerServer.of(kind, image.image(), container, lifetime);
    }

    private int portOutside() {
        return port.orElseGet(() -> new FreePort().next());
    }

    /** What went wrong lies deep in Testcontainers' exceptions; their outermost only says that it did. */
    private static String reasons(Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 5; depth++, cause = cause.getCause()) {
            text.append(": ").append(cause.getMessage());
        }
        return text.toString();
    }

    private <B extends Backend> Missing<B> missing(String reason, String remedy) {
        return new Missing<>(kind.name(), reason, remedy);
    }
}
