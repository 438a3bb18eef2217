package io.seatrial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows one input to a decoder and holds what every decoder owes, whatever the bytes: a value, {@code null} for more, or a
 * {@link WireException} that consumed nothing; no buffer of its own, no reference kept, and no memory but in proportion to what is there.
 */
final class Withstanding {

    /** A reader, the refusal with its stack trace, and its text: under 5 KiB where nothing is met for the first time. */
    private static final long SMALL_CHANGE_BYTES = 16 << 10;

    /** The smallest header takes six bytes of JSON, and as an entry with two strings 150 on the heap. */
    private static final long BYTES_PER_BYTE = 128;

    /**
     * Who comes first to some place in the code pays for its classes: they are loaded, and rewritten by Jazzer, on the thread that is
     * measured. That can cost megabytes once; only what costs as much each time depends on the input.
     */
    private static final int ATTEMPTS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CountingAllocator allocator = new CountingAllocator();
    private long cost;

    /** Returns what a decoder makes of the bytes; {@code null} if it refused them, or misses some. */
    <T> @Nullable T decode(byte[] bytes, Function<ByteBuf, @Nullable T> decoder, Consumer<T> release) {
        allocator.forgetReleased();
        long bound = SMALL_CHANGE_BYTES + BYTES_PER_BYTE * bytes.length;
        T value = attempt(bytes, decoder);
        for (int attempt = 1; attempt < ATTEMPTS && cost > bound; attempt++) {
            if (value != null) {
                release.accept(value);
            }
            value = attempt(bytes, decoder);
        }
        assertThat(cost).as("memory that %d bytes cost", bytes.length).isLessThanOrEqualTo(bound);
        return value;
    }

    /** As {@link #decode(byte[], Function, Consumer)}, for values that own nothing. */
    <T> @Nullable T decode(byte[] bytes, Function<ByteBuf, @Nullable T> decoder) {
        return decode(bytes, decoder, value -> {});
    }

    private <T> @Nullable T attempt(byte[] bytes, Function<ByteBuf, @Nullable T> decoder) {
        ByteBuf in = allocator.of(bytes);
        int buffers = allocator.allocations();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T value = null;
        try {
            value = decoder.apply(in);
        } catch (WireException refused) {
            assertThat(in.readerIndex()).as("consumed by a refusal").isZero();
            assertThat(refused.getMessage()).isNotEmpty();
        }
        cost = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocator.allocations()).as("buffers that were made").isEqualTo(buffers);
        if (value == null) {
            assertThat(in.refCnt()).as("references, though there is no value").isOne();
        }
        in.release();
        return value;
    }

    /** Returns the allocator of everything that a test encodes. */
    CountingAllocator allocator() {
        return allocator;
    }

    /** Returns the readable bytes of a buffer, and releases it. */
    static byte[] taken(ByteBuf buffer) {
        try {
            return ByteBufUtil.getBytes(buffer);
        } finally {
            buffer.release();
        }
    }
}
