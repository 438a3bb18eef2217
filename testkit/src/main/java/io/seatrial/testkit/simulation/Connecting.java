package io.seatrial.testkit.simulation;

import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A channel on its way to its connection: success, refusal, time-out, or its user gives up. */
final class Connecting implements ConnectAttempt.Result {

    /** Ends the channel that could not be connected. */
    @FunctionalInterface
    interface Failure {
        void fail(ChannelPromise promise, Throwable cause, InetSocketAddress remote);
    }

    private final SimulatedChannel channel;
    private final InetSocketAddress remote;
    private final ChannelPromise promise;
    private final Failure failure;
    private @Nullable ConnectAttempt attempt;
    private @Nullable ScheduledFuture<?> timeout;

    Connecting(SimulatedChannel channel, InetSocketAddress remote, ChannelPromise promise, Failure failure) {
        this.channel = channel;
        this.remote = remote;
        this.promise = promise;
        this.failure = failure;
    }

    void begin() {
        SimulatedNode node = channel.node();
        try {
            attempt = node.fabric().connect(node.name(), node.host(), remote, this);
        } catch (BindException noPort) {
            failure.fail(promise, noPort, remote);
            return;
        }
        int millis = channel.config().getConnectTimeoutMillis();
        if (millis > 0) {
            timeout = channel.eventLoop().schedule(() -> timedOut(millis), millis, TimeUnit.MILLISECONDS);
        }
        promise.addListener(done -> {
            if (done.isCancelled()) {
                channel.unsafe().close(channel.voidPromise());
            }
        });
    }

    /** Gives up without a word: the channel was closed. */
    void abandon() {
        stopTimer();
        if (attempt != null) {
            attempt.abandon();
        }
        failure.fail(promise, new ClosedChannelException(), remote);
    }

    @Override
    public void connected(Endpoint client) {
        stopTimer();
        channel.attach(client);
        boolean wanted = promise.trySuccess();
        channel.pipeline().fireChannelActive();
        if (!wanted) {
            channel.unsafe().close(channel.voidPromise());
        }
    }

    @Override
    public void refused() {
        stopTimer();
        failure.fail(promise, new ConnectException("Connection refused"), remote);
    }

    private void timedOut(int millis) {
        failure.fail(
                promise,
                new ConnectTimeoutException("connection timed out after " + millis + " ms: " + remote),
                remote);
    }

    private void stopTimer() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }
}
