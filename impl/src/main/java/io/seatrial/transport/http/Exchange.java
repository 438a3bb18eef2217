package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way in, whatever carries it: refused as soon as it is known that it must be, otherwise handed on when it has come
 * whole. In the order of the model: path and method, then the body, then whether anybody serves the path (dynamo-manager.md 3.1).
 */
final class Exchange {

    private final ServerScope scope;
    private final BodyBuffer body;
    private @Nullable RequestPath path;

    Exchange(ServerScope scope, ByteBufAllocator allocator) {
        this.scope = scope;
        this.body = new BodyBuffer(allocator);
    }

    /**
     * Takes the head of the request.
     *
     * @param length of the body as it was declared; negative if it was not
     * @return the refusal, or {@code null} if the body is wanted
     */
    @Nullable
    Reply begin(String method, String target, long length) {
        String escaped = scope.root().rest(RequestPath.ofTarget(target));
        if (escaped == null) {
            return scope.refusals().otherPath();
        }
        if (!method.equals(HttpMethod.POST.name())) {
            return scope.refusals().otherMethod(method);
        }
        path = RequestPath.of(escaped);
        if (path == null) {
            return scope.refusals().unreadablePath();
        }
        return length > scope.limits().maxBodyBytes() ? scope.refusals().tooLarge() : null;
    }

    /** Takes a part of the body, and over its reference. Returns the refusal, or {@code null} if the rest is wanted. */
    @Nullable
    Reply add(ByteBuf part) {
        if (exceeds(part)) {
            part.release();
            return scope.refusals().tooLarge();
        }
        body.add(part);
        return null;
    }

    /** Takes the last part of the body, and over its reference. Returns the answer. */
    Reply end(ByteBuf last, Iterable<Map.Entry<CharSequence, CharSequence>> fields, Executor loop) {
        if (path == null || exceeds(last)) {
            last.release();
            drop();
            return scope.refusals().tooLarge();
        }
        return scope.intake().take(path, fields, body.take(last), loop);
    }

    /** Returns how many bytes of the body are held. */
    int heldBytes() {
        return body.bytes();
    }

    /** Gives back what came of a request that will not come whole. */
    void drop() {
        body.release();
    }

    private boolean exceeds(ByteBuf part) {
        return part.readableBytes() > scope.limits().maxBodyBytes() - body.bytes();
    }
}
