package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channels of a world that are open, and the buffers that they and their handlers hold. */
final class Channels {

    /** Unpooled: it counts exactly what was not released. */
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    private final Map<Channel, String> open = new LinkedHashMap<>();
    private int ids;

    NumberedChannelId nextId() {
        return new NumberedChannelId(++ids);
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    void opened(Channel channel, String description) {
        open.put(channel, description);
    }

    void closed(Channel channel) {
        open.remove(channel);
    }

    /** Describes what is open, and says how many bytes of buffers were not released. */
    List<String> leftovers() {
        List<String> leftovers = new ArrayList<>();
        open.forEach((channel, description) -> leftovers.add(description + " " + channel));
        long bytes = allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
        if (bytes > 0) {
            leftovers.add(bytes + " bytes of buffers not released");
        }
        return leftovers;
    }

    /** Closes everything. */
    void closeAll() {
        List.copyOf(open.keySet()).forEach(Channel::close);
    }
}
