package io.seatrial.testkit.ledger;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * An allocator that knows which of its buffers have not been released, and where they were allocated. One is made for each case and
 * given to every channel of it, so that a buffer that an implementation forgets shows up at once, in the case that shows it, and not
 * when the collector happens to run.
 */
public final class CountingAllocator extends AbstractByteBufAllocator implements Account {

    private static final int FRAMES = 4;
    private static final StackWalker STACK = StackWalker.getInstance();

    private final Set<Allocation> live = ConcurrentHashMap.newKeySet();

    /** Creates an allocator with nothing allocated. */
    public CountingAllocator() {
        super(true);
    }

    /** One live buffer; equal only to itself. */
    private static final class Allocation {
        private final int bytes;
        private final String place;

        private Allocation(int bytes, String place) {
            this.bytes = bytes;
            this.place = place;
        }

        @Override
        public String toString() {
            return bytes + " bytes from " + place;
        }
    }

    @Override
    public String label() {
        return "buffers";
    }

    @Override
    public Map<Object, String> open() {
        Map<Object, String> open = new LinkedHashMap<>();
        live.forEach(allocation -> open.put(allocation, allocation.toString()));
        return open;
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        Allocation allocation = allocated(initialCapacity);
        return new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity) {
            @Override
            protected void deallocate() {
                live.remove(allocation);
                super.deallocate();
            }
        };
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        Allocation allocation = allocated(initialCapacity);
        return new UnpooledDirectByteBuf(this, initialCapacity, maxCapacity) {
            @Override
            protected void deallocate() {
                live.remove(allocation);
                super.deallocate();
            }
        };
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    private Allocation allocated(int bytes) {
        Allocation allocation = new Allocation(bytes, place());
        live.add(allocation);
        return allocation;
    }

    private static String place() {
        String place = STACK.walk(frames -> frames.filter(
                        frame -> !frame.getClassName().startsWith("io.netty.")
                                && !frame.getClassName().equals(CountingAllocator.class.getName())
                                && !frame.getClassName().startsWith("java."))
                .limit(FRAMES)
                .map(frame ->
                        frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1) + "."
                                + frame.getMethodName() + ":" + frame.getLineNumber())
                .collect(Collectors.joining(" < ")));
        return place.isEmpty() ? "a read" : place;
    }
}
