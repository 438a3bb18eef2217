package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.wire.ControlFrame;
import io.seatrial.wire.TwoPartMessage;
import io.seatrial.wire.WireException;
import org.jspecify.annotations.Nullable;

/**
 * The caller's end of a call-home (dynamo-tcp.md 1.5): reads frames while its stage has room for them, and closes as callers do. Only for
 * its event loop, unless a method says otherwise.
 */
final class CallerConnection extends PeerConnection {

    private final ResponseServer server;
    private final long number;
    private final FrameReader reader;
    private final Runnable listener = this::contextChanged;
    private final Greeting greeting;
    private CallerStage stage;
    private @Nullable StreamContext context;
    private boolean processing;
    private boolean inputEnded;
    private boolean closed;
    private long heardAt;

    /**
     * Creates the end of a connection.
     *
     * @param number by which the server knows it, unique there
     */
    CallerConnection(PlaneContext plane, ResponseServer server, long number) {
        super(plane);
        this.server = server;
        this.number = number;
        this.reader = new FrameReader(plane.settings().get(RuntimeSettings.MAX_RESPONSE_MESSAGE_SIZE));
        this.greeting = new Greeting(this, server);
        this.stage = greeting;
    }

    long number() {
        return number;
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        greeting.begin();
        server.opened(this);
    }

    /** Goes on to another stage. */
    void enter(CallerStage next) {
        stage = next;
    }

    /** Listens to the caller's wishes from now on, also to what was wished before. */
    void follow(StreamContext wishes) {
        context = wishes;
        wishes.listen(listener);
        contextChanged();
    }

    /** Hears that the caller may have stopped or killed the request. From any thread. */
    void contextChanged() {
        whileOpen(() -> stage.contextChanged());
    }

    /** Hears that nobody wants the answer any more. From any thread. */
    void abandon() {
        whileOpen(() -> stage.abandon());
    }

    /** Ends the connection because the server closes. From any thread. */
    void shutDown(PlaneException why) {
        whileOpen(() -> {
            stage.serverCloses(why);
            stage.abandon();
            close();
        });
    }

    private void whileOpen(Runnable task) {
        execute(() -> {
            if (!closed) {
                task.run();
                readWhileThereIsRoom();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object bytes) {
        if (closed) {
            ((ByteBuf) bytes).release();
            return;
        }
        reader.feed(channel.alloc(), (ByteBuf) bytes);
        proceed();
        heardAt = plane.io().nanoTime(); // not before: what is done with the bytes is no silence of the worker
    }

    /** Takes frames as far as there is room for what they hold, and hands that on as far as it is wanted. */
    void proceed() {
        if (processing) {
            return;
        }
        processing = true;
        try {
            do {
                takeFrames();
            } while (stage.deliver());
            if (inputEnded && !closed && !stage.isFull()) {
                stage.endOfInput(null);
                stage.deliver();
            }
        } finally {
            processing = false;
        }
        readWhileThereIsRoom();
    }

    private void takeFrames() {
        try {
            while (!closed && !stage.isFull()) {
                TwoPartMessage message = reader.next();
                if (message == null) {
                    return;
                }
                try {
                    stage.frame(message);
                } finally {
                    message.release();
                }
            }
        } catch (WireException broken) {
            stage.endOfInput(broken);
        }
    }

    private void readWhileThereIsRoom() {
        if (closed) {
            return;
        }
        ChannelConfig config = channel().channel().config();
        boolean full = stage.isFull();
        if (config.isAutoRead() == full) {
            heardAt = plane.io().nanoTime(); // silence counts from when the worker can be heard
            config.setAutoRead(!full);
        }
    }

    /** Returns for how long nothing was heard of the worker, in nanoseconds; 0 while it is not listened to. */
    long silentNanos() {
        return stage.isFull() ? 0 : plane.io().nanoTime() - heardAt;
    }

    void send(ControlFrame frame) {
        channel().writeAndFlush(frame.frame(), channel().voidPromise());
    }

    /** Says that this side sends no more. */
    void shutdownOutput() {
        plane.io().shutdownOutput(channel().channel());
    }

    /** Closes this side in an orderly way, then altogether; what the worker still sends meets a reset. */
    void finish() {
        if (!closed) {
            shutdownOutput();
            close();
        }
    }

    /** Closes the connection, which resets it: it lingers for no time. */
    void close() {
        if (!closed) {
            closed = true;
            clearTimer();
            reader.clear();
            if (context != null) {
                context.forget(listener);
            }
            channel().close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext channel, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            proceed();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        server.closed(this);
        inputEnded = true;
        try {
            proceed();
        } finally {
            reader.detach(); // what is left is for a subscriber that takes its time
        }
    }
}
