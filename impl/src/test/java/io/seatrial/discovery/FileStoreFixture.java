package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** A directory, a clock that stands until it is moved, and the participants that a test opens there. */
abstract class FileStoreFixture {

    static final Duration TICK = Duration.ofMillis(20);
    static final Duration NEVER = Duration.ofHours(10);

    /** Everything that is done from time to time is done all the time; what is dead is said by the clock of the test. */
    static final FileTiming RESTLESS = new FileTiming(FileTiming.DYNAMO.timeToLive(), TICK, TICK);

    /** Nothing is done from time to time: what is seen came with an event. */
    static final FileTiming IDLE = new FileTiming(Duration.ofDays(1), NEVER, NEVER);

    @TempDir
    Path root;

    final SettableClock clock = new SettableClock();
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final List<Discovery> opened = new ArrayList<>();

    static DiscoveryContext context(Executor executor) {
        return context(Clock.systemUTC(), executor, Notices.log());
    }

    static DiscoveryContext context(InstantSource clock, Executor executor, Notices notices) {
        return new DiscoveryContext(
                clock, executor, new Random(), notices, List.of(PlaneMode.TCP, PlaneMode.HTTP, PlaneMode.NATS));
    }

    FileDiscovery open(FileTiming timing) {
        return open(root, timing);
    }

    FileDiscovery open(Path directory, FileTiming timing) {
        FileDiscovery discovery = FileDiscovery.open(directory, timing, context(clock, Runnable::run, notices::add));
        opened.add(discovery);
        return discovery;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(each -> DiscoveryFixture.done(each.close()));
    }

    Path bucket() {
        return root.resolve("v1/instances");
    }

    Path fileOf(EndpointId id) {
        return bucket().resolve(EntryName.of(id));
    }

    List<String> fileNames() {
        try (Stream<Path> files = Files.list(bucket())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a complete file in place as a foreign process does it, as old as the clock says. */
    Path drop(String name, String content) throws IOException {
        Files.createDirectories(bucket());
        Path temp = Files.writeString(root.resolve("foreign"), content);
        Files.setLastModifiedTime(temp, FileTime.from(clock.instant()));
        return Files.move(temp, bucket().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    Path drop(Instance instance) throws IOException {
        return drop(EntryName.of(instance.id()), instance.toJson());
    }

    List<Notice> warnings() {
        return notices.stream()
                .filter(notice -> notice.level().compareTo(Level.WARN) <= 0)
                .toList();
    }

    void assertNoWarnings() {
        assertThat(warnings()).isEmpty();
    }

    /** A wall clock that stands still. */
    static final class SettableClock implements InstantSource {

        private final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().startsWith("seatrial-discovery")) {
                awaitGate();
            }
            return now.get();
        }

        private void awaitGate() {
            try {
                assertThat(gate.get().await(DiscoveryFixture.CEILING.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Lets the threads of stores wait as soon as they ask for the time. */
        void holdReaders() {
            gate.set(new CountDownLatch(1));
        }

        void releaseReaders() {
            gate.get().countDown();
        }

        void advance(Duration by) {
            now.updateAndGet(time -> time.plus(by));
        }
    }
}
