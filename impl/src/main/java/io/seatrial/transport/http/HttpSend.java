package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.seatrial.sending.PendingSend;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request to a target. */
final class HttpSend extends PendingSend {

    /** The connection that it was handed to; {@code null} while it waits in line. On the pool's executor only. */
    @Nullable
    Link link;

    /** How often a peer has handed it back unprocessed. On the pool's executor only. */
    int handedBack;

    /** What carries it. On its connection's event loop only. */
    @Nullable
    Http2Call call;

    private final ClientScope scope;
    private final HttpPool pool;
    private final HttpTarget target;
    private final OutboundHeaders headers;
    private final long deadline;

    HttpSend(ClientScope scope, HttpPool pool, HttpTarget target, OutboundHeaders headers, ByteBuf payload) {
        super(scope.ledger(), payload, scope.now());
        this.scope = scope;
        this.pool = pool;
        this.target = target;
        this.headers = headers;
        this.deadline = sentAt() + scope.limits().requestNanos();
    }

    HttpTarget target() {
        return target;
    }

    OutboundHeaders headers() {
        return headers;
    }

    /** Returns the time by which it must have ended. */
    long deadline() {
        return deadline;
    }

    /** Ends it with an answer, if it has not ended before. */
    void answered(int status, byte[] body) {
        scope.ledger().received(body.length);
        if (status >= 200 && status < 300) {
            answer(body, scope.now());
        } else {
            fail(scope.failures().refused(status, new String(body, StandardCharsets.UTF_8)));
        }
    }

    /** Ends it because its connection failed. */
    void failBroken(String reason) {
        fail(scope.failures().broken(target.address(), reason));
    }

    /** Ends it because its answer broke off. */
    void failBrokenOff(String reason) {
        fail(scope.failures().brokenOff(target.address(), reason));
    }

    /** Ends it because it got no connection, and gives back its memory. */
    void failUnreachable(Throwable cause) {
        failUnsent(scope.failures().unreachable(target.address(), cause));
    }

    /** Ends it because its time is over. On the pool's executor. */
    void failOverdue(boolean connected) {
        fail(scope.failures().timedOut(target.address(), scope.limits().requestNanos(), connected));
    }

    @Override
    protected void abandoned() {
        pool.abandoned(this);
    }
}
