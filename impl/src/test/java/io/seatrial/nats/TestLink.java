package io.seatrial.nats;

import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.NatsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A link with a network of its own, and what it told its operator. */
public final class TestLink implements AutoCloseable {

    /** How long a test waits for anything. */
    public static final Duration CEILING = Duration.ofSeconds(60);

    /** What was told, in order. */
    public final List<Notice> notices = new CopyOnWriteArrayList<>();

    /** The network. */
    public final SocketIo io = SocketIo.open(SocketTransport.best(), 1, "nats-test", notices::add);

    /** The link. */
    public final NatsLink link;

    private TestLink(Profile profile, Settings settings) {
        link = NatsLink.create(io, settings, profile, notices::add);
    }

    /** Opens a link of the reference profile. */
    public static TestLink to(String url) {
        return with(settings(url));
    }

    /** Opens a link of the reference profile. */
    public static TestLink with(Settings settings) {
        return new TestLink(Profile.REFERENCE, settings);
    }

    /** Opens a link. */
    public static TestLink with(Profile profile, Settings settings) {
        return new TestLink(profile, settings);
    }

    /** Returns settings for a server, with one attempt to connect. */
    public static Settings settings(String url) {
        return Settings.read(Map.of(), List.of())
                .with(NatsSettings.SERVER, Optional.of(url))
                .with(NatsSettings.STARTUP_CONNECT_TIMEOUT, Duration.ZERO);
    }

    /** Returns the connection. */
    public Connection connect() {
        return done(link.connection());
    }

    /** Waits for a stage and throws its failure as it is. */
    public static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(CEILING.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Returns what was told, one line each. */
    public List<String> said() {
        return notices.stream().map(Notice::toString).toList();
    }

    /** Waits until something was told. */
    public void awaitSaid(String beginning) {
        await(beginning).atMost(CEILING).until(() -> said().stream().anyMatch(line -> line.startsWith(beginning)));
    }

    /** Waits until the connection is there again. */
    public void awaitConnected() {
        await("a connection").atMost(CEILING).until(link::isConnected);
    }

    @Override
    public void close() {
        done(link.close());
        done(io.close());
    }
}
