package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.discovery.BucketWatch.Changes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketWatchTest {

    private final BlockingQueue<WatchKey> signals = new LinkedBlockingQueue<>();

    @TempDir
    private Path root;

    private BucketWatch open(Path directory) throws IOException {
        return BucketWatch.open(directory, StoreThreads.named("bucket-watch-test"), signals::add);
    }

    private Changes next() throws InterruptedException {
        WatchKey key = signals.poll(DiscoveryFixture.CEILING.toSeconds(), TimeUnit.SECONDS);
        assertThat(key).as("signal").isNotNull();
        return BucketWatch.changes(key);
    }

    @Test
    void shouldNameTheFilesThatChanged() throws Exception {
        try (BucketWatch watch = open(root)) {
            Files.createFile(root.resolve("a"));

            assertThat(next().names()).containsExactly("a");
            assertThat(watch.isOf(root)).isTrue();
        }
    }

    @Test
    void shouldNotLetSignalsPileUp() throws Exception {
        try (BucketWatch watch = open(root)) {
            for (int i = 0; i < 2000; i++) {
                Files.createFile(root.resolve("f" + i));
            }
            Changes changes = next();
            Files.createFile(root.resolve("last"));
            while (!changes.overflow() && !changes.names().contains("last")) {
                assertThat(signals).hasSizeLessThanOrEqualTo(1);
                changes = next();
            }

            assertThat(watch.isOf(root)).isTrue();
        }
    }

    @Test
    void shouldKnowARenamedDirectoryFromTheOneThatReplacedIt() throws Exception {
        Path bucket = Files.createDirectory(root.resolve("bucket"));
        try (BucketWatch watch = open(bucket)) {
            Files.move(bucket, root.resolve("elsewhere"));
            assertThat(watch.isOf(bucket)).isFalse();
            Files.createDirectory(bucket);

            assertThat(watch.isOf(bucket)).isFalse();
        }
    }

    @Test
    void shouldSayThatTheDirectoryIsLost() throws Exception {
        Path bucket = Files.createDirectory(root.resolve("bucket"));
        try (BucketWatch watch = open(bucket)) {
            Files.delete(bucket);

            assertThat(next().lost()).isTrue();
            assertThat(watch.isOf(bucket)).isFalse();
        }
    }

    @Test
    void shouldLeaveNothingWhenThereIsNoDirectory() {
        assertThatThrownBy(() -> open(root.resolve("nowhere"))).isInstanceOf(NoSuchFileException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("bucket-watch-test"));
    }
}
