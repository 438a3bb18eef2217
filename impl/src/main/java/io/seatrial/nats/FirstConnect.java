package io.seatrial.nats;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.NatsSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens the connection. In the reference a server that is not there yet is waited for within a bound; refused credentials are not tried
 * again.
 */
final class FirstConnect {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final NetworkIo io;
    private final Settings settings;
    private final Profile profile;
    private final NatsThreads threads;
    private final LinkEvents events;
    private final Duration patience;
    private final long startedAt;
    private final CompletableFuture<Connection> result = new CompletableFuture<>();

    FirstConnect(NetworkIo io, Settings settings, Profile profile, NatsThreads threads, LinkEvents events) {
        this.io = io;
        this.settings = settings;
        this.profile = profile;
        this.threads = threads;
        this.events = events;
        this.patience = profile.isReference() ? settings.get(NatsSettings.STARTUP_CONNECT_TIMEOUT) : Duration.ZERO;
        this.startedAt = io.nanoTime();
    }

    CompletionStage<Connection> start() {
        unlessEnded(() -> threads.tasks().execute(this::configureAndConnect));
        return result;
    }

    /** The link may be closed at any moment, and its threads with it. */
    private void unlessEnded(Runnable step) {
        try {
            step.run();
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new PlaneException.Closed("The connection to NATS is closed"));
        }
    }

    private void configureAndConnect() {
        try {
            String url = ServerUrl.require(settings);
            Credentials credentials = Credentials.of(settings);
            // The library itself notices only when its connect time-out is over.
            events.onRefusal(error -> failed(refused(credentials, error, null)));
            attempt(LinkOptions.of(settings, url, credentials, threads, events), credentials);
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private void attempt(Options options, Credentials credentials) {
        try {
            Connection connection = Nats.connect(options);
            if (!result.complete(connection)) { // given up meanwhile
                connection.close();
            }
        } catch (AuthenticationException e) {
            failed(refused(credentials, String.valueOf(e.getMessage()), e));
        } catch (IOException e) {
            // What went wrong was told to the events, whose thread is behind; there it can be read.
            unlessEnded(() -> threads.events().execute(() -> againOrFail(options, credentials, e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(new PlaneException.Closed("The connection to NATS was closed while it was opened"));
        } catch (RuntimeException e) {
            failed(new PlaneException.CannotConnect(text(e.toString(), ""), e));
        }
    }

    private void againOrFail(Options options, Credentials credentials, IOException failure) {
        if (result.isDone()) {
            return;
        }
        String reason = Objects.requireNonNullElse(events.takeProblem(), String.valueOf(failure.getMessage()));
        long left = patience.toNanos() - (io.nanoTime() - startedAt);
        if (left > PAUSE.toNanos()) {
            unlessEnded(() -> threads.timers()
                    .schedule(
                            () -> unlessEnded(() -> threads.tasks().execute(() -> attempt(options, credentials))),
                            PAUSE.toNanos(),
                            TimeUnit.NANOSECONDS));
        } else {
            String tried = patience.isZero() ? "" : " (tried for " + patience.toSeconds() + " s)";
            failed(new PlaneException.CannotConnect(text(reason + tried, ""), failure));
        }
    }

    private PlaneException refused(Credentials credentials, String reason, @Nullable Throwable cause) {
        String hint = credentials.configured()
                ? " Check " + credentials.source() + "."
                : " It wants credentials: set NATS_AUTH_USERNAME and NATS_AUTH_PASSWORD, NATS_AUTH_TOKEN,"
                        + " NATS_AUTH_NKEY or NATS_AUTH_CREDENTIALS_FILE.";
        return new PlaneException.ConfigurationError(text(reason, profile.isReference() ? hint : ""), cause);
    }

    /** The model's text; the reference names the URL in it and adds what to do. */
    private String text(String reason, String hint) {
        String where = profile.isReference() ? ServerUrl.shown(ServerUrl.configured(settings)) + ": " : "";
        return "Failed to connect to NATS: " + where + ServerUrl.shown(reason)
                + ". Verify NATS server is running and accessible." + hint;
    }

    private void failed(PlaneException failure) {
        result.completeExceptionally(failure);
    }
}
