package io.seatrial.transport.tcp;

import static io.seatrial.interleavings.Interleavings.explore;
import static io.seatrial.interleavings.Interleavings.require;
import static io.seatrial.interleavings.Interleavings.together;

import io.netty.buffer.Unpooled;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.serving.EmbeddedIo;
import io.seatrial.wire.RequestHead;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers of a connection do without a lock: take one of its permits, and hand over a request. */
@Tag("interleavings")
class ConnectionBooksInterleavingsTest {

    private static final ClientScope SCOPE = ClientScope.of(
            new PlaneContext(new EmbeddedIo(), ClientUnderTest.settings(), Profile.REFERENCE, notice -> {}),
            new TcpBehaviour(Profile.REFERENCE));
    private static final Peer NOBODY = new ExclusivePeer(SCOPE, new ExclusivePool(SCOPE), new InetSocketAddress(1));

    @Test
    void shouldNeverHandOutMorePermitsThanThereAre() {
        explore(() -> {
            Permits permits = new Permits(2);
            AtomicInteger held = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            Runnable request = () -> {
                if (permits.tryAcquire()) {
                    most.accumulateAndGet(held.incrementAndGet(), Math::max);
                    held.decrementAndGet();
                    permits.release();
                }
            };
            together(request, request, request);
            require(most.get() <= 2, "more requests are in flight than there are permits");
            require(permits.taken() == 0, "a permit is lost");
        });
    }

    /** The first who adds calls the writer, which takes all: no request is left behind, and none is taken twice. */
    @Test
    void shouldLeaveNoRequestInTheOutbox() {
        PendingRequest[] requests = {request(), request(), request()};
        explore(() -> {
            Outbox outbox = new Outbox();
            AtomicInteger taken = new AtomicInteger();
            together(
                    () -> send(outbox, requests[0], taken),
                    () -> send(outbox, requests[1], taken),
                    () -> send(outbox, requests[2], taken));
            require(taken.get() == 3, "of three requests " + taken.get() + " were taken");
        });
    }

    private static void send(Outbox outbox, PendingRequest request, AtomicInteger taken) {
        if (outbox.add(request)) {
            for (PendingRequest next = outbox.takeAll(); next != null; next = next.next) {
                taken.incrementAndGet();
            }
        }
    }

    private static PendingRequest request() {
        return PendingRequest.of(SCOPE, NOBODY, RequestHead.route("p"), Unpooled.EMPTY_BUFFER);
    }
}
