package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.io.IOException;

/**
 * The reading half of a channel, with the order of events that Netty's socket transports have: bytes, read complete, then the end of the
 * stream or the error. Like a selector it comes back for as long as there is something to read and somebody wants it.
 */
final class SocketReader {

    private final SimulatedChannel channel;
    private final boolean endsComeUnasked;
    private boolean wanted;
    private boolean pending;
    private boolean queued;
    private boolean endTold;

    /**
     * Creates a reader that nobody wants anything of yet.
     *
     * @param endsComeUnasked whether the end of the stream or a reset is noticed by itself, as on epoll; all that came before is then
     *     read, wanted or not
     */
    SocketReader(SimulatedChannel channel, boolean endsComeUnasked) {
        this.channel = channel;
        this.endsComeUnasked = endsComeUnasked;
    }

    /** Somebody asked to read. */
    void start() {
        pending = true;
        wanted = true;
        readSoon();
    }

    /** Nothing more is to be read unasked. */
    void stop() {
        pending = false;
        wanted = false;
    }

    /** Reads after what runs now, if there is something to read and somebody wants it or the end is to be told. */
    void readSoon() {
        Endpoint socket = channel.endpoint();
        if (!queued && socket != null && mayRead(socket) && socket.isReadReady()) {
            queued = true;
            channel.eventLoop().execute(this::readNow);
        }
    }

    private boolean mayRead(Endpoint socket) {
        return !endTold && (wanted || drains(socket));
    }

    private boolean drains(Endpoint socket) {
        return endsComeUnasked && socket.isEndKnown() && !channel.isInputShutdown();
    }

    private void readNow() {
        queued = false;
        Endpoint socket = channel.endpoint();
        if (!channel.isActive() || socket == null || !mayRead(socket)) {
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        var handle = channel.unsafe().recvBufAllocHandle();
        handle.reset(channel.config());
        try {
            boolean ended = readChunks(socket, pipeline);
            handle.readComplete();
            pipeline.fireChannelReadComplete();
            if (ended) {
                end(pipeline);
            }
        } catch (IOException reset) {
            pending = false;
            handle.readComplete();
            pipeline.fireChannelReadComplete();
            pipeline.fireExceptionCaught(reset);
            end(pipeline);
        }
        if (!pending && !channel.config().isAutoRead()) {
            wanted = false;
        }
        readSoon();
    }

    /** Returns whether the end of the stream was met. */
    private boolean readChunks(Endpoint socket, ChannelPipeline pipeline) throws IOException {
        var handle = channel.unsafe().recvBufAllocHandle();
        do {
            ByteBuf buffer = channel.config().getAllocator().heapBuffer(handle.guess());
            handle.attemptedBytesRead(buffer.writableBytes());
            try {
                handle.lastBytesRead(socket.read(buffer));
            } catch (IOException reset) {
                buffer.release();
                throw reset;
            }
            if (handle.lastBytesRead() <= 0) {
                buffer.release();
                return handle.lastBytesRead() < 0;
            }
            handle.incMessagesRead(1);
            pending = false;
            pipeline.fireChannelRead(buffer);
        } while (channel.isActive() && (drains(socket) || handle.continueReading()));
        return false;
    }

    private void end(ChannelPipeline pipeline) {
        if (!channel.isOpen()) {
            return;
        }
        if (!channel.config().isAllowHalfClosure()) {
            channel.unsafe().close(channel.voidPromise());
        } else if (!channel.isInputShutdown()) {
            channel.endInput();
            pipeline.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        } else {
            endTold = true;
            pipeline.fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        }
    }
}
