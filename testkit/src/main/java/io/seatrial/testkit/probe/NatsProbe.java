package io.seatrial.testkit.probe;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.time.Waits;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A connection of a case's own to the NATS server of the plane under test: it plays a caller, a worker, or an operator. */
public final class NatsProbe {

    private static final Duration REPLY_BOUND = Duration.ofSeconds(30);

    private final Connection connection;
    private final Waits waits;

    private NatsProbe(Connection connection, Waits waits) {
        this.connection = connection;
        this.waits = waits;
    }

    /** Connects; fails the case if there is no server. */
    public static NatsProbe connect(String url, Waits waits) {
        Options options = Options.builder()
                .server(url)
                .connectionName("case")
                .reportNoResponders()
                .noReconnect()
                .build();
        try {
            return new NatsProbe(Nats.connect(options), waits);
        } catch (IOException e) {
            throw CaseFailure.of(
                    "a connection to " + url, "a NATS server", "failed with " + CaseFailure.describe(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CaseFailure.of("a connection to " + url, "a NATS server", "was interrupted");
        }
    }

    /** Sends a request and returns the reply; the stage fails at once if nobody has subscribed. */
    public CompletionStage<Message> request(String subject, byte[] payload, String... headers) {
        return connection.requestWithTimeout(message(subject, null, payload, headers), REPLY_BOUND);
    }

    /** Sends a message that asks for no reply. */
    public void publish(String subject, byte[] payload, String... headers) {
        connection.publish(message(subject, null, payload, headers));
        flush();
    }

    private static NatsMessage message(String subject, @Nullable String replyTo, byte[] payload, String... headers) {
        NatsMessage.Builder message = NatsMessage.builder().subject(subject).data(payload);
        if (replyTo != null) {
            message.replyTo(replyTo);
        }
        if (headers.length > 0) {
            Headers all = new Headers();
            for (int i = 0; i < headers.length; i += 2) {
                all.add(headers[i], headers[i + 1]);
            }
            message.headers(all);
        }
        return message.build();
    }

    /** Subscribes and keeps what comes; each message that asks for a reply is given an empty one if {@code answering}. */
    public Queue<Message> subscribe(String subject, boolean answering) {
        Queue<Message> came = new ConcurrentLinkedQueue<>();
        Dispatcher dispatcher = connection.createDispatcher(message -> {
            came.add(message);
            if (answering && message.getReplyTo() != null) {
                connection.publish(message.getReplyTo(), new byte[0]);
            }
        });
        dispatcher.subscribe(subject);
        flush();
        return came;
    }

    /** Joins a queue group on a subject and keeps what it is given; each message gets an empty reply. */
    public Queue<Message> join(String subject, String group) {
        Queue<Message> came = new ConcurrentLinkedQueue<>();
        connection
                .createDispatcher(message -> {
                    came.add(message);
                    connection.publish(message.getReplyTo(), new byte[0]);
                })
                .subscribe(subject, group);
        flush();
        return came;
    }

    /** Asks every service for something, {@code PING.seat_demo} or {@code INFO.seat_demo}, and returns the answers of a moment. */
    public Queue<Message> askServices(String what) {
        String inbox = connection.createInbox();
        Queue<Message> answers = subscribe(inbox, false);
        connection.publish(message("$SRV." + what, inbox, new byte[0]));
        flush();
        return answers;
    }

    /** Returns the largest payload that the server has announced, in bytes. */
    public long maxPayload() {
        return connection.getMaxPayload();
    }

    /** Waits until the server has seen everything that was sent. */
    public void flush() {
        try {
            connection.flush(waits.budget().ceiling());
        } catch (java.util.concurrent.TimeoutException e) {
            throw CaseFailure.timeout("a round trip to the NATS server", "to end in time", "did not");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CaseFailure.of("a round trip to the NATS server", "to end", "was interrupted");
        }
    }

    /** Returns headers of a message by name; of several with one name the first. */
    public static Map<String, String> headers(Message message) {
        Map<String, String> all = new java.util.LinkedHashMap<>();
        if (message.hasHeaders()) {
            message.getHeaders().forEach((name, values) -> all.put(name, values.get(0)));
        }
        return all;
    }

    /** Closes the connection. */
    public CompletionStage<Void> close() {
        try {
            connection.close();
            return CompletableFuture.completedFuture(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
    }
}
