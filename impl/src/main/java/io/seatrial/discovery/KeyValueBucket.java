package io.seatrial.discovery;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.JetStreamSubscription;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueManagement;
import io.nats.client.KeyValueOptions;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueStatus;
import io.seatrial.plane.PlaneException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One NATS key-value bucket on one connection, with the store's errors as {@link IOException}. Its methods block, each within the bound on
 * an exchange with the server. Used by one thread.
 */
final class KeyValueBucket {

    private static final int STREAM_NOT_FOUND = 10059;
    private static final int STREAM_NAME_TAKEN = 10058;
    private static final int WRONG_LAST_SEQUENCE = 10071;
    private static final int NOT_ENABLED = 10076;
    private static final int NOT_ENABLED_FOR_ACCOUNT = 10039;

    private final Connection connection;
    private final String name;
    private final NatsTiming timing;
    private final String server;
    private final KeyValueOptions options;
    private @Nullable KeyValue keyValue;

    /** Creates it without asking the server for anything. */
    KeyValueBucket(Connection connection, String name, NatsTiming timing, String server) {
        this.connection = connection;
        this.name = name;
        this.timing = timing;
        this.server = server;
        this.options = KeyValueOptions.builder()
                .jetStreamOptions(JetStreamOptions.builder()
                        .requestTimeout(timing.request())
                        .build())
                .build();
    }

    Connection connection() {
        return connection;
    }

    /**
     * Sees to it that the bucket is there. One that others made is taken as it is, if its entries expire.
     *
     * @return how long an entry lives
     * @throws PlaneException.ConfigurationError if the server keeps no buckets, or if the entries of this one never expire
     */
    Duration ensure() throws IOException {
        Duration timeToLive = checked(() -> {
            KeyValueManagement management = connection.keyValueManagement(options);
            try {
                return management.getStatus(name).getTtl();
            } catch (JetStreamApiException e) {
                if (e.getApiErrorCode() != STREAM_NOT_FOUND) {
                    throw e;
                }
                return create(management).getTtl();
            }
        });
        if (Objects.requireNonNull(timeToLive, "time to live of a bucket").isZero()) {
            throw new PlaneException.ConfigurationError("The NATS key-value bucket '" + name + "' at " + server
                    + " keeps its entries for ever, and discovery needs those of dead workers to expire. Name another"
                    + " bucket, or remove this one: it is made again with a time to live of "
                    + timing.timeToLive().toSeconds() + " s");
        }
        keyValue = checked(() -> connection.keyValue(name, options));
        return timeToLive;
    }

    private KeyValueStatus create(KeyValueManagement management) throws IOException, JetStreamApiException {
        try {
            return management.create(KeyValueConfiguration.builder(name)
                    .ttl(timing.timeToLive())
                    .maxHistoryPerKey(1)
                    .build());
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != STREAM_NAME_TAKEN) {
                throw e;
            }
            return management.getStatus(name); // somebody was faster, and made it in another way
        }
    }

    /** Writes an entry, whatever was there. Returns its revision. */
    long put(String key, String value) throws IOException {
        return checked(() -> open().put(key, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes an entry in place of a revision; empty if that is not the last one. */
    OptionalLong update(String key, String value, long revision) throws IOException {
        return ifLast(() -> open().update(key, value.getBytes(StandardCharsets.UTF_8), revision));
    }

    /** Deletes an entry; {@code false} if the revision is not the last one. */
    boolean delete(String key, long revision) throws IOException {
        return ifLast(() -> {
                    open().delete(key, revision);
                    return revision;
                })
                .isPresent();
    }

    /** Reads an entry; {@code null} if there is none. */
    @Nullable
    KeyValueEntry get(String key) throws IOException {
        KeyValue bucket = open();
        return this.<@Nullable KeyValueEntry>checked(() -> bucket.get(key));
    }

    /** Reads all entries. */
    List<KeyValueEntry> all() throws IOException {
        return checked(() -> {
            List<KeyValueEntry> found = new ArrayList<>();
            JetStreamSubscription subscription =
                    connection.jetStream(options.getJetStreamOptions()).subscribe(null, lastOfEach());
            try {
                long left = subscription.getConsumerInfo().getCalculatedPending();
                while (left > 0) {
                    Message message = subscription.nextMessage(timing.request());
                    if (message == null) { // what was left has expired meanwhile
                        break;
                    }
                    KeyValueEntry entry = new KeyValueEntry(message);
                    found.add(entry);
                    left = entry.getDelta();
                }
            } finally {
                subscription.unsubscribe();
            }
            found.removeIf(entry -> entry.getOperation() != KeyValueOperation.PUT);
            return found;
        });
    }

    /**
     * Hands all entries, deleted ones included as far as they are remembered, and then every change to a handler, on a thread of the
     * connection.
     *
     * @param dispatcher calls the handler; whoever made it closes it, which ends the watch
     * @return how many entries will be handed over first
     */
    long watch(Dispatcher dispatcher, MessageHandler handler) throws IOException {
        return checked(() -> connection
                .jetStream(options.getJetStreamOptions())
                .subscribe(null, dispatcher, handler, false, lastOfEach())
                .getConsumerInfo()
                .getCalculatedPending());
    }

    private PushSubscribeOptions lastOfEach() {
        return PushSubscribeOptions.builder().stream("KV_" + name)
                .ordered(true)
                .configuration(ConsumerConfiguration.builder()
                        .ackPolicy(AckPolicy.None)
                        .deliverPolicy(DeliverPolicy.LastPerSubject)
                        .filterSubject("$KV." + name + ".>")
                        .build())
                .build();
    }

    private KeyValue open() throws IOException {
        KeyValue open = keyValue;
        if (open == null) {
            throw new IOException("the bucket has not been opened");
        }
        return open;
    }

    private OptionalLong ifLast(Exchange<Long> exchange) throws IOException {
        try {
            return OptionalLong.of(exchange.run());
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == WRONG_LAST_SEQUENCE) {
                return OptionalLong.empty();
            }
            throw failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IllegalStateException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private <T extends @Nullable Object> T checked(Exchange<T> exchange) throws IOException {
        try {
            return exchange.run();
        } catch (JetStreamApiException e) {
            throw failed(e);
        } catch (IOException e) { // a server without JetStream answers nothing of it
            boolean knows = connection.getStatus() == Connection.Status.CONNECTED;
            if (knows && !connection.getServerInfo().isJetStreamAvailable()) {
                throw noJetStream(e);
            }
            throw e;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IllegalStateException e) { // the connection is closed, or there is no room while it is lost
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private IOException failed(JetStreamApiException e) {
        int code = e.getApiErrorCode();
        if (code == NOT_ENABLED || code == NOT_ENABLED_FOR_ACCOUNT) {
            throw noJetStream(e);
        }
        return new IOException(e.getErrorDescription(), e);
    }

    private PlaneException.ConfigurationError noJetStream(Exception cause) {
        return new PlaneException.ConfigurationError(
                "The NATS server " + server + " has no JetStream, which discovery in a key-value bucket needs."
                        + " Start the server with it: nats-server -js",
                cause);
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    /** What asks the server. */
    @FunctionalInterface
    private interface Exchange<T extends @Nullable Object> {
        T run() throws IOException, JetStreamApiException, InterruptedException;
    }
}
