package io.seatrial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Keeps account of every buffer it hands out. */
final class CountingAllocator extends AbstractByteBufAllocator {

    private final List<ByteBuf> buffers = new ArrayList<>();
    private int allocations;
    private int largest;

    int allocations() {
        return allocations;
    }

    /** Returns the largest capacity that was asked for. */
    int largest() {
        return largest;
    }

    void assertAllReleased() {
        assertThat(buffers).allSatisfy(buffer -> assertThat(buffer.refCnt()).isZero());
    }

    /** Drops what was released from the account, so that it does not grow without an end. */
    void forgetReleased() {
        buffers.removeIf(buffer -> buffer.refCnt() == 0);
    }

    /** Returns a new buffer with these bytes. */
    ByteBuf of(byte[] bytes) {
        return buffer(bytes.length).writeBytes(bytes);
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return count(new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity));
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return count(new UnpooledDirectByteBuf(this, initialCapacity, maxCapacity));
    }

    private ByteBuf count(ByteBuf buffer) {
        buffers.add(buffer);
        allocations++;
        largest = Math.max(largest, buffer.capacity());
        return buffer;
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }
}
