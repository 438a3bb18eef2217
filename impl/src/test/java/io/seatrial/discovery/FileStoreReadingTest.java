package io.seatrial.discovery;

import static io.seatrial.discovery.DiscoveryFixture.done;
import static io.seatrial.discovery.DiscoveryFixture.instance;
import static io.seatrial.discovery.DiscoveryFixture.put;
import static io.seatrial.discovery.DiscoveryFixture.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.spi.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a reader makes of what others leave in the directory (dynamo-manager.md 5.11.5, 5.11.7). */
class FileStoreReadingTest extends FileStoreFixture {

    private static final EndpointName ECHO = new EndpointName("seat", "demo", "echo");

    private final Instance good = instance(ECHO, 1, 4001);

    private String json(long id) {
        return instance(ECHO, id, 4001).toJson();
    }

    private List<String> complaints() {
        return warnings().stream()
                .map(Notice::fields)
                .map(fields -> ((Path) fields.get("file")).getFileName() + ": " + fields.get("reason"))
                .toList();
    }

    @Test
    void shouldListGoodNeighboursOfWhateverLiesThere() throws IOException {
        drop(good);
        drop("broken", "x");
        drop("a%2Fb%2Fc%2F2", "{\"type\":\"Endpoint\"}");
        drop("odd", json(3));
        drop("seat%2Fdemo%2Fecho%2F4", json(4).replace("\"tcp\"", "\"carrier_pigeon\""));
        drop("seat%2fdemo%2fecho%2f5", json(5));
        drop("seat%2Fdemo%2Fecho%2F6", json(6).replace("{\"type\"", "{\"later\":[1,{}],\"type\"") + "\n");
        drop(".tmp_0123456789abcdef", json(7).substring(0, 20));
        drop("seat%2Fdemo%2Fecho%2F8", " ".repeat(70_000));
        Files.createDirectory(bucket().resolve("subdirectory"));
        Files.createSymbolicLink(bucket().resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(bucket().resolve("seat%2Fdemo%2Fecho%2F9"), drop("outside", json(9)));

        FileDiscovery discovery = open(RESTLESS);
        EventLog events = new EventLog();
        done(discovery.watch(ECHO, events).ready());

        assertThat(done(discovery.list())).containsExactly(good, instance(ECHO, 5, 4001), instance(ECHO, 6, 4001));
        assertThat(events.all()).hasSize(3);
        assertThat(complaints())
                .containsExactlyInAnyOrder(
                        "a%2Fb%2Fc%2F2: it holds no instance: \"namespace\" is missing",
                        "broken: it holds no instance: not JSON from character 0 on",
                        "dangling: it is not a regular file",
                        "odd: its name stands for 'odd' but its content for 'seat/demo/echo/3'",
                        "outside: its name stands for 'outside' but its content for 'seat/demo/echo/9'",
                        "seat%2Fdemo%2Fecho%2F4: it holds no instance: transport \"carrier_pigeon\" is not one of"
                                + " [tcp, http, nats_tcp]",
                        "seat%2Fdemo%2Fecho%2F8: it is larger than 65536 bytes",
                        "seat%2Fdemo%2Fecho%2F9: it is not a regular file",
                        "subdirectory: it is not a regular file");
        assertThat(warnings())
                .allSatisfy(warning -> assertThat(warning.fields()).containsKey("remedy"));
    }

    @Test
    void shouldWarnOfAFileOnceForAsLongAsItLiesThere() throws IOException {
        FileDiscovery discovery = open(RESTLESS);
        Path broken = drop("broken", "x");
        for (int look = 0; look < 5; look++) {
            done(discovery.list());
        }
        assertThat(complaints()).hasSize(1);
        Files.delete(broken);
        done(discovery.list());
        drop("broken", "x");
        done(discovery.list());
        assertThat(complaints()).hasSize(2);
    }

    @Test
    void shouldNotOpenAPipe() throws Exception {
        FileDiscovery discovery = open(IDLE);
        drop(good);
        Process mkfifo = new ProcessBuilder("mkfifo", fileOf(ECHO.instance(2)).toString()).start();
        Assumptions.assumeTrue(mkfifo.waitFor() == 0, "named pipes can be made");

        assertThat(done(discovery.list())).containsExactly(good);
        assertThat(complaints()).containsExactly("seat%2Fdemo%2Fecho%2F2: it is not a regular file");
    }

    @Test
    void shouldPassOverAFileThatThisUserMayNotRead() throws IOException {
        Path secret = drop(instance(ECHO, 2, 4001));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("-w-------"));
        Assumptions.assumeFalse(Files.isReadable(secret), "root may read everything");
        drop(good);

        assertThat(done(open(IDLE).list())).containsExactly(good);
        assertThat(complaints()).containsExactly("seat%2Fdemo%2Fecho%2F2: this user may not read it");
    }

    @Test
    void shouldTakeAnEntryWrittenInPlaceOnceItIsComplete() throws IOException {
        FileDiscovery discovery = open(IDLE);
        EventLog events = new EventLog();
        done(discovery.watch(ECHO, events).ready());
        Path file = Files.createFile(fileOf(good.id()));
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        assertThat(done(discovery.list())).isEmpty();
        Files.writeString(file, good.toJson().substring(0, 30), StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        assertThat(done(discovery.list())).isEmpty();
        Files.writeString(file, good.toJson().substring(30), StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));

        events.awaitLast(put(good));
        assertNoWarnings();
    }

    @Test
    void shouldCallAHalfWrittenFileBrokenWhenNobodyGoesOn() throws IOException {
        FileDiscovery discovery = open(RESTLESS);
        drop(EntryName.of(good.id()), "{\"type\":");
        assertThat(done(discovery.list())).isEmpty();
        assertNoWarnings();
        clock.advance(RESTLESS.rescan().plusMillis(1));
        done(discovery.list());

        assertThat(complaints())
                .containsExactly("seat%2Fdemo%2Fecho%2F1: it holds no instance: the JSON ends too early");
    }

    @Test
    void shouldTakeAChangeWrittenInPlaceAndKeepTheOldWhileItIsWritten() throws IOException {
        FileDiscovery discovery = open(IDLE);
        EventLog events = new EventLog();
        Path file = drop(good);
        done(discovery.watch(ECHO, events).ready());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        assertThat(done(discovery.list())).containsExactly(good);
        Instance moved = instance(ECHO, 1, 4002);
        Files.writeString(file, moved.toJson());
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));

        events.awaitLast(put(moved));
        assertThat(events.all()).containsExactly(put(good), put(moved));
    }

    @Test
    void shouldDropAnEntryThatIsRenamedAway() throws IOException {
        EventLog events = new EventLog();
        Path file = drop(good);
        done(open(IDLE).watch(ECHO, events).ready());
        Files.move(file, root.resolve("elsewhere"));

        events.awaitLast(removed(good.id()));
    }

    @Test
    void shouldTakeAHardLinkToACompleteFile() throws IOException {
        EventLog events = new EventLog();
        done(open(IDLE).watch(ECHO, events).ready());
        Path outside = Files.writeString(root.resolve("outside"), good.toJson());
        Files.setLastModifiedTime(outside, FileTime.from(clock.instant()));
        Files.createLink(fileOf(good.id()), outside);

        events.awaitLast(put(good));
    }

    @Test
    void shouldSeeByListingAloneThatAnInstanceMoved() throws IOException {
        FileDiscovery discovery = open(IDLE);
        drop(good);
        assertThat(done(discovery.list())).containsExactly(good);
        Instance moved = instance(ECHO, 1, 4002);
        drop(moved);

        assertThat(done(discovery.list())).containsExactly(moved);
    }

    @Test
    void shouldNotAnnounceARenewal() throws IOException {
        EventLog events = new EventLog();
        Path file = drop(good);
        done(open(IDLE).watch(ECHO, events).ready());
        for (int i = 1; i <= 50; i++) {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant().plusMillis(i)));
        }
        Instance marker = instance(ECHO, 2, 4001);
        drop(marker);

        events.awaitLast(put(marker));
        assertThat(events.all()).containsExactly(put(good), put(marker));
    }

    @Test
    void shouldPassOverADeadEntryAtOnceAndTakeItWhenItIsRenewed() throws IOException {
        FileDiscovery discovery = open(new FileTiming(FileTiming.DYNAMO.timeToLive(), Duration.ofSeconds(4), NEVER));
        EventLog events = new EventLog();
        Path file = drop(good);
        clock.advance(Duration.ofHours(1));
        done(discovery.watch(ECHO, events).ready());
        assertThat(events.all()).isEmpty();
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));

        events.awaitLast(put(good));
    }

    @Test
    void shouldTreatTwoSpellingsOfANameAsOneInstance() throws IOException {
        EventLog events = new EventLog();
        String canonical = EntryName.of(good.id());
        Instance other = instance(ECHO, 1, 4002);
        Path spelt = drop(canonical.toLowerCase(Locale.ROOT), other.toJson());
        done(open(IDLE).watch(ECHO, events).ready());
        Path own = drop(canonical, good.toJson());
        events.awaitLast(put(good));
        Files.delete(own);
        events.awaitLast(put(other));
        Files.delete(spelt);
        events.awaitLast(removed(good.id()));

        assertThat(events.all()).containsExactly(put(other), put(good), put(other), removed(good.id()));
    }

    @Test
    void shouldMissNothingWhenMoreHappensThanTheEventsCanSay() throws IOException {
        EventLog events = new EventLog();
        done(open(IDLE).watch(ECHO, events).ready());
        Set<DiscoveryEvent> expected = new HashSet<>();
        clock.holdReaders(); // at the first file, while events pile up behind it
        for (int id = 1; id <= 1000; id++) {
            Instance each = instance(ECHO, id, 4001);
            drop(each);
            expected.add(put(each));
        }
        clock.releaseReaders();

        await().atMost(DiscoveryFixture.CEILING)
                .until(() -> events.all().size() == expected.size() && expected.containsAll(events.all()));
    }
}
