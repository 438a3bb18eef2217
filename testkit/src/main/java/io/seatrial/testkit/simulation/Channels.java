package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channels of a world that are open, and the buffers that they and their handlers hold. */
final class Channels {

    /** Unpooled: it counts exactly what was not released. */
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    private final Map<Channel, Open> open = new LinkedHashMap<>();
    private int ids;

    NumberedChannelId nextId() {
        return new NumberedChannelId(++ids);
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    void opened(Channel channel, SimulatedNode node, String description) {
        open.put(channel, new Open(node, description));
    }

    void closed(Channel channel) {
        open.remove(channel);
    }

    /** Describes what is open, and says how many bytes of buffers were not released. */
    List<String> leftovers() {
        List<String> leftovers = new ArrayList<>();
        open.forEach((channel, what) -> leftovers.add(what.description() + " " + channel));
        long bytes = allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
        if (bytes > 0) {
            leftovers.add(bytes + " bytes of buffers not released");
        }
        return leftovers;
    }

    /** Cuts everything that a process has open. */
    void cut(SimulatedNode node) {
        Map<Channel, Open> all = new LinkedHashMap<>(open);
        all.forEach((channel, what) -> {
            if (what.node() == node) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                channel.close();
            }
        });
    }

    private record Open(SimulatedNode node, String description) {}
}
