package io.seatrial.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.seatrial.plane.spi.Notices;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the operator what happens to a connection. Each trouble is told once for as long as it lasts: a client that tries again several
 * times a second would say the same several times a second. The client library calls it on one thread, in order.
 */
final class LinkEvents implements ConnectionListener, ErrorListener {

    private static final Pattern DENIED = Pattern.compile("(?i)Permissions Violation for Subscription to \"([^\"]*)\"");

    private final Notices notices;
    private final String configured;
    private final Set<String> denied = new TreeSet<>(); // subjects that the server lets nobody here subscribe to
    private @Nullable Connection
            opened; // whose beginning was told; that of one that was never opened is told by its caller
    private @Nullable String problem; // why the last attempt failed, or what the last trouble was
    private boolean lost; // the library tells of a loss again after each attempt that fails
    private long losses; // of the connection that is open
    private final Collection<LinkListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable LinkSocket last; // the library opens one at a time
    private volatile boolean closing;
    private volatile Refusals refusals = error -> {};

    LinkEvents(Notices notices, String configured) {
        this.notices = notices;
        this.configured = configured;
    }

    /** The library is about to open a socket. */
    void opens(LinkSocket socket) {
        last = socket;
    }

    /** Closes what the library has left open; to be called when it opens nothing more. */
    void closeSocket() {
        LinkSocket socket = last;
        if (socket != null) {
            socket.closeIfOpen();
        }
    }

    void add(LinkListener listener) {
        listeners.add(listener);
    }

    void remove(LinkListener listener) {
        listeners.remove(listener);
    }

    /** From now on the end of the connection is no news. */
    void closing() {
        closing = true;
    }

    /** Hears that the server refuses the credentials. */
    interface Refusals {
        void refused(String error);
    }

    /** From now on tells {@code listener} of refused credentials. */
    void onRefusal(Refusals listener) {
        refusals = listener;
    }

    /** Returns what the library last complained of, and forgets it. On the thread of the events only. */
    @Nullable
    String takeProblem() {
        String last = problem;
        problem = null;
        return last;
    }

    /** Returns whether the server has denied a subscription since it was last asked. On the thread of the events only. */
    boolean takeDenied(String subject) {
        return denied.remove(subject);
    }

    @Override
    public void connectionEvent(Connection connection, Events type) {
        throw new IllegalStateException("The library calls the method with the details");
    }

    @Override
    public void connectionEvent(Connection connection, Events type, Long time, @Nullable String details) {
        if (type == Events.CONNECTED && opened != connection) {
            opened = connection;
            lost = false;
            losses = 0;
            problem = null;
            notices.info("Connected to NATS", "server", server(details));
        } else if (opened == connection) {
            tell(connection, type, server(details));
        }
    }

    private void tell(Connection connection, Events type, String server) {
        switch (type) {
            case DISCONNECTED -> {
                if (!lost && !closing) {
                    problem = null;
                    notices.warn(
                            "Lost the connection to NATS; connecting again until it is back, and requests wait for it",
                            "server",
                            server);
                }
                lose(connection);
            }
            case RECONNECTED -> {
                lost = false;
                problem = null;
            }
            case RESUBSCRIBED -> {
                notices.info("Connected to NATS again, with every subscription as before", "server", server);
                listeners.forEach(listener -> guarded(() -> listener.restored(connection)));
            }
            case LAME_DUCK -> notices.warn("The NATS server is about to shut down", "server", server);
            case CLOSED -> {
                lose(connection);
                if (closing) {
                    notices.info("Closed the connection to NATS", "server", server);
                } else {
                    notices.error(
                            "The connection to NATS is closed for good: the server refused the credentials when"
                                    + " connecting again. Correct them and start anew what was served",
                            "server",
                            server);
                }
            }
            default -> {} // an address of a further server, and the second half of a first connect
        }
    }

    private void lose(Connection connection) {
        if (!lost) {
            lost = true;
            long generation = losses++;
            listeners.forEach(listener -> guarded(() -> listener.lost(connection, generation)));
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) { // what one listener throws must not keep the news from the next
            notices.error("A listener to the connection to NATS failed", "cause", e);
        }
    }

    private String server(@Nullable String details) {
        return ServerUrl.shown(details == null ? configured : details);
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        trouble(connection, error);
        String lower = error.toLowerCase(Locale.ROOT);
        if (lower.contains("authorization violation") || lower.contains(" authentication ")) {
            refusals.refused(error);
        }
        Matcher subject = DENIED.matcher(error);
        if (subject.find()) {
            denied.add(subject.group(1));
        }
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        Throwable cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        trouble(connection, cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    private void trouble(Connection connection, String text) {
        String shown = ServerUrl.shown(text);
        boolean told = shown.equals(problem);
        problem = shown;
        if (opened == connection && !told && !closing) {
            notices.warn("Trouble with the connection to NATS", "server", ServerUrl.shown(configured), "reason", shown);
        }
    }

    /** What arrives cannot be read. From any thread. */
    void unreadable(Throwable cause) {
        notices.warn(
                "A message from NATS cannot be read; the connection is made anew",
                "server",
                ServerUrl.shown(configured),
                "reason",
                String.valueOf(cause.getMessage()));
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        notices.warn(
                "Messages from NATS arrive faster than they are taken, and some were dropped",
                "dropped",
                consumer.getDroppedCount(),
                "waiting",
                consumer.getPendingMessageCount());
    }

    @Override
    public void messageDiscarded(Connection connection, Message message) {
        notices.warn("A message to NATS was discarded", "subject", Objects.toString(message.getSubject(), "none"));
    }

    @Override
    public void socketWriteTimeout(Connection connection) {
        trouble(connection, "the server takes nothing from the connection");
    }
}
