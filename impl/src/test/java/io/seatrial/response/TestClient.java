package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.wire.RequestPayload;
import io.seatrial.wire.TcpStreamInfo;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A request plane whose far end is the test: it sees what is sent and acknowledges it, or does not. */
final class TestClient extends StubClient {

    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    /**
     * A request on the plane.
     *
     * @param id the id in its control message
     * @param home how its worker calls home
     * @param body its JSON
     * @param address where it went
     * @param headers what went beside it
     * @param acknowledgement completed by the test
     */
    record Sent(
            String id,
            TcpStreamInfo home,
            String body,
            InstanceAddress address,
            Map<String, String> headers,
            CompletableFuture<byte[]> acknowledgement) {

        Sent acknowledge() {
            acknowledgement.complete(new byte[0]);
            return this;
        }

        /** Calls home as a worker, up to the handshake. */
        RawConnection callHome() {
            return RawConnection.to(home.address()).send(RawFrames.handshake(home.subject()));
        }
    }

    Sent next() throws InterruptedException {
        Sent next = sent.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was sent");
        }
        return next;
    }

    boolean isIdle() {
        return sent.isEmpty();
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        RequestPayload read = RequestPayload.decode(payload);
        String body = read.body().toString(StandardCharsets.UTF_8);
        read.release();
        payload.release();
        Sent request = new Sent(
                read.control().id(),
                read.control().connectionInfo().tcpStream(),
                body,
                address,
                headers,
                new CompletableFuture<>());
        sent.add(request);
        return request.acknowledgement();
    }
}
