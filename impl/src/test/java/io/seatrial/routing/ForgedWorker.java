package io.seatrial.routing;

import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.RequestHandler;
import io.seatrial.response.RawConnection;
import io.seatrial.response.RawFrames;
import io.seatrial.wire.RequestPayload;
import io.seatrial.wire.TcpStreamInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A worker that acknowledges, and answers only as the test does in its name, byte for byte. */
final class ForgedWorker implements RequestHandler, AutoCloseable {

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final List<RawConnection> connections = new ArrayList<>();

    /** A request that came. */
    record Asked(String id, String body, TcpStreamInfo home) {}

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        RequestPayload payload = RequestPayload.decode(request.payload());
        asked.add(new Asked(
                payload.control().id(),
                payload.body().toString(StandardCharsets.UTF_8),
                payload.control().connectionInfo().tcpStream()));
        payload.release();
        request.payload().release();
        return CompletableFuture.completedFuture(null);
    }

    Asked next() throws InterruptedException {
        Asked next = asked.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    boolean isIdle() {
        return asked.isEmpty();
    }

    /** Calls home for the next request. */
    RawConnection callHome() throws InterruptedException {
        return callHome(next());
    }

    RawConnection callHome(Asked request) {
        RawConnection connection = RawConnection.to(request.home().address())
                .send(RawFrames.handshake(request.home().subject()));
        connections.add(connection);
        return connection;
    }

    /** Begins the answer to the next request. */
    RawConnection begin() throws InterruptedException {
        return callHome().send(RawFrames.header(RawFrames.OK));
    }

    @Override
    public void close() {
        connections.forEach(RawConnection::close);
    }
}
