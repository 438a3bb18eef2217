package io.seatrial.testkit.zoo.mutants;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.zoo.OnNetwork;
import io.seatrial.testkit.zoo.forwarding.ForwardingClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A mutation in which clients send a request a second time when its acknowledgement is slow. */
public final class SendsAgain extends OnNetwork {

    private static final long PATIENCE_MILLIS = 20;

    /** Creates the mutation of one process. */
    public SendsAgain() {}

    @Override
    protected RequestPlaneClient client(RequestPlaneClient client) {
        return new ForwardingClient(client) {
            @Override
            public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
                byte[] copy = ByteBufUtil.getBytes(payload);
                payload.release();
                CompletableFuture<byte[]> first = super.send(address, Unpooled.wrappedBuffer(copy), headers)
                        .toCompletableFuture();
                Runnable again = () -> {
                    if (!first.isDone()) {
                        super.send(address, Unpooled.wrappedBuffer(copy), headers);
                    }
                };
                io().scheduler().schedule(again, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                return first;
            }
        };
    }
}
