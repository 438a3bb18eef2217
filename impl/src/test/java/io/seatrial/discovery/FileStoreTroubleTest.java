package io.seatrial.discovery;

import static io.seatrial.discovery.DiscoveryFixture.done;
import static io.seatrial.discovery.DiscoveryFixture.instance;
import static io.seatrial.discovery.DiscoveryFixture.put;
import static io.seatrial.discovery.DiscoveryFixture.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Directories that cannot be used, or that others meddle with. */
class FileStoreTroubleTest extends FileStoreFixture {

    private static final EndpointName ECHO = new EndpointName("seat", "demo", "echo");

    private final Instance entry = instance(ECHO, 1, 4001);

    private void assertRefused(Path directory, String reason) {
        assertThatThrownBy(() -> open(directory, IDLE))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContaining("Cannot use " + directory + " for discovery: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldCreateTheDirectoryWithItsParents() {
        Path deep = root.resolve("a/b/c");
        done(open(deep, IDLE).register(entry));

        assertThat(deep.resolve("v1/instances").resolve(EntryName.of(entry.id())))
                .exists();
    }

    @Test
    void shouldRefuseAFileInPlaceOfADirectory() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        assertRefused(file, file + " is not a directory. Name a directory");
        assertRefused(file.resolve("below"), file + " is not a directory");
        Path bucket = Files.createDirectories(root.resolve("store/v1")).resolve("instances");
        Files.createFile(bucket);
        assertRefused(root.resolve("store"), bucket.toRealPath() + " is not a directory");
        Path dangling = Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
        assertRefused(dangling, "dangling");
    }

    @Test
    void shouldRefuseADirectoryThatMayNotBeCreated() {
        Path proc = Path.of("/proc");
        Assumptions.assumeTrue(Files.isDirectory(proc), "there is a directory in which nobody may create one");
        assertRefused(proc.resolve("seatrial"), "Name a directory that this user may create, read and write");
    }

    @Test
    void shouldRefuseADirectoryThatMayNotBeWritten() throws IOException {
        Path locked = Files.createDirectories(root.resolve("v1/instances"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Assumptions.assumeFalse(Files.isWritable(locked), "root may write everywhere");
            assertRefused(root, "must be readable and writable for this user");
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void shouldFollowLinksInThePathToTheRealDirectory() throws IOException {
        Path real = Files.createDirectory(root.resolve("real"));
        Path link = Files.createSymbolicLink(root.resolve("link"), real);
        FileDiscovery throughLink = open(link.resolve("../link"), IDLE);
        EventLog events = new EventLog();
        done(throughLink.watch(ECHO, events).ready());
        FileDiscovery direct = open(real, IDLE);
        done(direct.register(entry));
        events.awaitLast(put(entry));
        done(direct.unregister(entry.id()));
        events.awaitLast(removed(entry.id()));

        assertThat(throughLink.description().name()).isEqualTo("file store " + real.toRealPath());
    }

    @Test
    void shouldCreateARemovedDirectoryAgainAndGoOn() throws IOException {
        FileDiscovery discovery = open(IDLE);
        EventLog events = new EventLog();
        done(discovery.watch(ECHO, events).ready());
        done(discovery.register(entry));
        Files.delete(fileOf(entry.id()));
        Files.delete(bucket());

        await().atMost(DiscoveryFixture.CEILING).until(() -> Files.exists(fileOf(entry.id())));
        events.awaitLast(put(entry));
        Instance later = instance(ECHO, 2, 4001);
        drop(later);
        events.awaitLast(put(later));
        assertThat(warnings()).extracting(Notice::message).anyMatch(text -> text.contains("directory was removed"));
    }

    @Test
    void shouldNoticeThatTheDirectoryWasRenamed() throws IOException {
        EventLog events = new EventLog();
        drop(entry);
        done(open(RESTLESS).watch(ECHO, events).ready());
        Files.move(bucket(), root.resolve("v1/elsewhere"));
        events.awaitLast(removed(entry.id()));
        await().atMost(DiscoveryFixture.CEILING).until(() -> Files.isDirectory(bucket()));
        drop(entry);
        events.awaitLast(put(entry));
    }

    @Test
    void shouldPublishIntoADirectoryThatWasRemoved() throws IOException {
        FileDiscovery discovery = open(IDLE);
        Files.delete(bucket());
        assertThat(done(discovery.list())).isEmpty();
        done(discovery.register(entry));

        assertThat(done(discovery.list())).containsExactly(entry);
    }

    @Test
    void shouldKeepTheLastListWhileTheDirectoryCannotBeRead() throws IOException {
        FileDiscovery discovery = open(RESTLESS);
        EventLog events = new EventLog();
        drop(entry);
        done(discovery.watch(ECHO, events).ready());
        Path aside = Files.move(bucket(), root.resolve("aside"));
        Files.createFile(bucket());
        await().atMost(DiscoveryFixture.CEILING).until(() -> warnings().size() >= 2);
        assertThatThrownBy(() -> done(discovery.list()))
                .hasCauseInstanceOf(PlaneException.DiscoveryFailed.class)
                .hasMessageContaining("Could not list all instances in file store ");
        int warned = warnings().size();
        assertThat(events.all()).containsExactly(put(entry));
        Files.delete(bucket());
        Files.move(aside, bucket());
        Instance later = instance(ECHO, 2, 4001);
        drop(later);

        events.awaitLast(put(later));
        assertThat(events.all()).containsExactly(put(entry), put(later));
        assertThat(warnings()).hasSize(warned);
    }
}
