package io.seatrial.discovery;

import static io.seatrial.discovery.DiscoveryFixture.done;
import static io.seatrial.discovery.DiscoveryFixture.instance;
import static io.seatrial.discovery.DiscoveryFixture.put;
import static io.seatrial.discovery.DiscoveryFixture.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.spi.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Who keeps an entry alive and who deletes it (dynamo-manager.md 5.11.3). */
class FileStoreRenewalTest extends FileStoreFixture {

    private static final EndpointName ECHO = new EndpointName("seat", "demo", "echo");
    private static final Duration LIFE = FileTiming.DYNAMO.timeToLive();

    private final Instance entry = instance(ECHO, 1, 4001);

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(DiscoveryFixture.CEILING).untilAsserted(assertion);
    }

    private void awaitRenewal(Path file) {
        eventually(() -> assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(clock.instant()));
    }

    @Test
    void shouldHaveDynamosTimes() {
        assertThat(LIFE).isEqualTo(Duration.ofSeconds(10));
        assertThat(FileTiming.DYNAMO.renewal()).isEqualTo(Duration.ofNanos(3_333_333_333L));
    }

    @Test
    void shouldRefuseTimesThatLetAnEntryDieOfOneLateRenewal() {
        assertThatThrownBy(() -> new FileTiming(LIFE, LIFE.dividedBy(2), TICK))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileTiming(LIFE, Duration.ZERO, TICK))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileTiming(LIFE, TICK, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRenewTheTimeAndNeitherContentNorFile() throws IOException {
        FileDiscovery discovery = open(RESTLESS);
        done(discovery.register(entry));
        Path file = fileOf(entry.id());
        Object inode = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(3));
            awaitRenewal(file);
        }

        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .isEqualTo(inode);
        assertThat(Files.readString(file)).isEqualTo(entry.toJson());
    }

    @Test
    void shouldAnnounceNothingForRenewals() {
        FileDiscovery worker = open(RESTLESS);
        done(worker.register(entry));
        EventLog events = new EventLog();
        done(open(RESTLESS).watch(ECHO, events).ready());
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(9));
            awaitRenewal(fileOf(entry.id()));
        }

        assertThat(events.all()).containsExactly(put(entry));
        assertNoWarnings();
    }

    @Test
    void shouldDeleteWhatNobodyRenewsAndTellItsWatchers() throws IOException {
        drop(entry);
        Path temp = drop(".tmp_0123456789abcdef", "{");
        EventLog events = new EventLog();
        done(open(RESTLESS).watch(ECHO, events).ready());
        clock.advance(LIFE.plusMillis(1));

        events.awaitLast(removed(entry.id()));
        eventually(() -> assertThat(fileNames()).isEmpty());
        assertThat(temp).doesNotExist();
        assertThat(notices)
                .filteredOn(notice -> notice.level() == Level.INFO)
                .extracting(Notice::message)
                .containsExactly("Expired", "Expired");
    }

    @Test
    void shouldNotDeleteBeforeItsTime() throws IOException {
        FileDiscovery discovery = open(RESTLESS);
        done(discovery.register(entry));
        Path other = drop(instance(ECHO, 2, 4001));
        Path ahead = drop(instance(ECHO, 3, 4001));
        Files.setLastModifiedTime(ahead, FileTime.from(clock.instant().plusSeconds(3600)));
        clock.advance(LIFE);
        awaitRenewal(fileOf(entry.id()));
        Path dead = drop("dead", "");
        Files.setLastModifiedTime(
                dead, FileTime.from(clock.instant().minus(LIFE).minusMillis(1)));

        eventually(() -> assertThat(dead).doesNotExist()); // so others have been looked at, too
        assertThat(other).exists();
        assertThat(ahead).exists();
    }

    @Test
    void shouldLeaveAloneWhatIsNoRegularFile() throws IOException {
        open(RESTLESS);
        Path directory = Files.createDirectory(bucket().resolve("directory"));
        Files.setLastModifiedTime(directory, FileTime.from(clock.instant()));
        Path link = Files.createSymbolicLink(bucket().resolve("link"), Path.of("nowhere"));
        Path dead = drop("dead", "");
        clock.advance(Duration.ofDays(400)); // the link is as old as the machine says
        eventually(() -> assertThat(dead).doesNotExist());

        assertThat(directory).exists();
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void shouldPublishAgainWhatSomebodyElseDeleted() throws IOException {
        FileDiscovery worker = open(RESTLESS);
        done(worker.register(entry));
        EventLog events = new EventLog();
        done(open(RESTLESS).watch(ECHO, events).ready());
        Files.delete(fileOf(entry.id()));

        eventually(() -> assertThat(warnings())
                .singleElement()
                .satisfies(notice -> assertThat(notice.toString())
                        .contains("deleted by somebody else and is published again")
                        .contains(fileOf(entry.id()).toRealPath().toString())));
        eventually(() -> assertThat(done(worker.list())).containsExactly(entry));
        done(worker.unregister(entry.id()));
        events.awaitLast(removed(entry.id()));
        assertThat(fileNames()).isEmpty();
    }

    @Test
    void shouldSurviveAProcessThatSleptLongerThanItsEntriesLive() {
        FileDiscovery sleeper = open(IDLE);
        done(sleeper.register(entry));
        clock.advance(Duration.ofMinutes(1));
        FileDiscovery other = open(RESTLESS);
        eventually(() -> assertThat(fileNames()).isEmpty());

        assertThat(done(other.list())).isEmpty();
        done(sleeper.register(entry));
        assertThat(done(other.list())).isEqualTo(List.of(entry));
    }
}
