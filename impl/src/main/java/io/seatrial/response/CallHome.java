package io.seatrial.response;

import io.netty.channel.Channel;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.RuntimeSettings;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects back to the caller. A worker that ran out of ephemeral ports tries again, within the bound on the whole; 1.0.x does so for ever
 * (dynamo-tcp.md 1.5).
 */
final class CallHome {

    private static final long RETRY_MILLIS = 200;
    private static final String ADDRESS_NOT_AVAILABLE = "Cannot assign requested address";

    private final PlaneContext plane;
    private final Intake.Home home;
    private final WorkerCall call;
    private final long deadline;

    CallHome(PlaneContext plane, Intake.Home home, WorkerCall call) {
        this.plane = plane;
        this.home = home;
        this.call = call;
        this.deadline = plane.io().nanoTime()
                + plane.settings().get(RuntimeSettings.CALL_HOME_TIMEOUT).toNanos();
    }

    void begin() {
        // At least a millisecond: 0 would mean no bound to some networks.
        long left = Math.max(deadline - plane.io().nanoTime(), TimeUnit.MILLISECONDS.toNanos(1));
        // 1.0.x streams on to a caller that closed its side (dynamo-tcp.md 139); else the end of input closes the
        // channel.
        ChannelTuning tuning =
                plane.profile().isReference() ? ChannelTuning.NO_DELAY : ChannelTuning.NO_DELAY.halfClosing();
        ConnectOptions options = ConnectOptions.within(Duration.ofNanos(left), tuning);
        plane.io()
                .connect(home.address(), new WorkerConnection(plane, home.subject(), call), options)
                .whenComplete(this::connected);
    }

    private void connected(@Nullable Channel channel, @Nullable Throwable failure) {
        if (failure == null) {
            return; // the connection has taken over
        }
        Throwable cause = Failures.outermost(failure);
        long pause = TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
        if (isAddressNotAvailable(cause) && deadline - plane.io().nanoTime() > pause) {
            plane.io().scheduler().schedule(this::begin, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        if (call.refusal() != null) {
            call.fail(call.refusal()); // counted already; that its caller cannot be told adds nothing
            return;
        }
        call.metrics().count(HandlerError.RESPONSE_STREAM);
        call.fail(new PlaneException.CannotConnect(
                "Generic error: Failed to create response stream: " + cause.getMessage(), cause));
    }

    private static boolean isAddressNotAvailable(Throwable cause) {
        String text = cause.getMessage();
        return cause instanceof BindException || (text != null && text.contains(ADDRESS_NOT_AVAILABLE));
    }
}
