package io.seatrial.transport.http;

import io.netty.channel.Channel;
import io.seatrial.serving.OpenConnections;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection of a server, also while it is not known yet what the peer speaks. */
final class AcceptedConnection implements OpenConnections.Connection {

    /**
     * Bound on the end of a connection: how long the last answer may take to leave, and how long the rest of what the peer was sending is
     * read and thrown away. To close on top of unread bytes would reset the connection, and the reset could overtake that answer.
     */
    static final Duration END_BOUND = Duration.ofSeconds(5);

    private final Channel channel;
    private @Nullable Conversation conversation; // on the event loop only

    AcceptedConnection(Channel channel) {
        this.channel = channel;
    }

    /** Begins to listen to the peer. On the event loop. */
    void open(ServerScope scope) {
        channel.pipeline().addLast(new FirstBytes(scope, this));
    }

    /** Hears what the peer speaks. On the event loop. */
    void speaks(Conversation chosen) {
        conversation = chosen;
    }

    /** Tells the peer that the server is about to close. Any thread. */
    void announceEnd() {
        later(Conversation::announceEnd, () -> {});
    }

    @Override
    public void close() {
        later(Conversation::end, channel::close);
    }

    private void later(Consumer<Conversation> what, Runnable withoutConversation) {
        try {
            channel.eventLoop().execute(() -> {
                if (conversation == null) {
                    withoutConversation.run();
                } else {
                    what.accept(conversation);
                }
            });
        } catch (RejectedExecutionException e) {
            channel.close(); // the event loop has ended, and its channels with it
        }
    }
}
