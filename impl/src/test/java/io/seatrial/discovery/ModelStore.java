package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A store as the model's runs use it: how a participant joins, and what of the model it has. */
interface ModelStore extends AutoCloseable {

    /** Opens a participant. */
    Discovery open(int who);

    /** Returns whether events are heard before what caused them returns. */
    default boolean tellsAtOnce() {
        return false;
    }

    /** Returns whether entries have leases that can end here, and what was deleted in a participant's place is published again. */
    default boolean hasLeases() {
        return false;
    }

    /** Lets a moment pass, so that no two steps happen at the same time. */
    default void tick() {}

    /** Publishes an instance as a process that then dies. */
    default void orphan(Instance instance) {
        throw new UnsupportedOperationException();
    }

    /** Lets the leases end that nobody renews. */
    default void lapse(List<EndpointId> renewed) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void close() {}

    /** The memory of one process. */
    final class Memory implements ModelStore {
        private final MemoryDiscovery first = MemoryDiscovery.create(Runnable::run, Notices.log());

        @Override
        public Discovery open(int who) {
            return first.join();
        }

        @Override
        public boolean tellsAtOnce() {
            return true;
        }
    }

    /** A directory of its own, with a clock that the run sets. */
    final class Directory implements ModelStore {
        private final Path root = newDirectory();
        private final FileStoreFixture.SettableClock clock = new FileStoreFixture.SettableClock();
        private final FileTiming timing;

        /** Creates it; with the restless timing renewals and expiry happen all the time, else what is seen came with an event. */
        Directory(FileTiming timing) {
            this.timing = timing;
        }

        private static Path newDirectory() {
            try {
                return Files.createTempDirectory("seatrial-discovery-model-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Discovery open(int who) {
            return FileDiscovery.open(
                    root,
                    timing,
                    new DiscoveryContext(clock, Runnable::run, new Random(), notice -> {}, List.of(PlaneMode.TCP)));
        }

        /** Files that were replaced within one moment may not differ in anything but their content. */
        @Override
        public void tick() {
            clock.advance(Duration.ofMillis(1));
        }

        @Override
        public boolean hasLeases() {
            return timing.equals(FileStoreFixture.RESTLESS);
        }

        private Path fileOf(EndpointId id) {
            return root.resolve("v1/instances").resolve(EntryName.of(id));
        }

        @Override
        public void orphan(Instance instance) {
            try {
                Path file = fileOf(instance.id());
                Files.createDirectories(file.getParent());
                Path temp = Files.writeString(root.resolve("foreign"), instance.toJson());
                Files.setLastModifiedTime(temp, FileTime.from(clock.instant()));
                Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** In two steps, each shorter than a life, so that who renews has the time to. */
        @Override
        public void lapse(List<EndpointId> renewed) {
            for (int i = 0; i < 2; i++) {
                clock.advance(timing.timeToLive().multipliedBy(3).dividedBy(5));
                DiscoveryRun.await("renewal", () -> renewed.stream().allMatch(this::isFresh));
            }
        }

        private boolean isFresh(EndpointId id) {
            try {
                return Files.getLastModifiedTime(fileOf(id)).toInstant().equals(clock.instant());
            } catch (IOException e) {
                return false; // deleted, and not published again yet
            }
        }

        @Override
        public void close() {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
