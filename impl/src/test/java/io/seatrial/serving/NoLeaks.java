package io.seatrial.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails a test class whose buffers were collected without having been released. Whether the detector looks at all is proven each time
 * by one buffer that is leaked on purpose.
 */
public final class NoLeaks implements BeforeAllCallback, AfterAllCallback {

    private static final String ON_PURPOSE = "leaked on purpose, after ";
    private static final Logger DETECTOR = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        DETECTOR.setAdditive(false); // what it finds is told by the assertion, and the one on purpose by nobody
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + "\n" + records));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        leakOnPurpose(context.getDisplayName());
        await().until(() -> {
            System.gc();
            ByteBufAllocator.DEFAULT.buffer().release(); // an allocation is when the detector looks
            return leaks.stream().anyMatch(leak -> leak.contains(ON_PURPOSE));
        });
        ByteBufUtil.setLeakListener(null);
        DETECTOR.setAdditive(true);
        List<String> real =
                leaks.stream().filter(leak -> !leak.contains(ON_PURPOSE)).toList();
        assertThat(real).as("buffers that nobody released").isEmpty();
    }

    /** The detector tells of equal leaks only once, so each has its name. */
    private static void leakOnPurpose(String after) {
        ByteBuf forgotten = ByteBufAllocator.DEFAULT.buffer();
        forgotten.touch(ON_PURPOSE + after);
    }
}
