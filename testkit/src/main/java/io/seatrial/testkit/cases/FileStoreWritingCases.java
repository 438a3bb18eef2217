package io.seatrial.testkit.cases;

import static io.seatrial.testkit.cases.FileStoreEntry.bucket;
import static io.seatrial.testkit.cases.FileStoreEntry.file;
import static io.seatrial.testkit.cases.FileStoreEntry.io;
import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a participant of the file store leaves in the directory, as another process sees it. */
public final class FileStoreWritingCases {

    private static final EndpointId ODD = EndpointId.of("my-ns_1", "Peer.X", "echo", 0x523e3eec8e92517fL);
    private static final InstanceAddress ADDRESS = InstanceAddress.tcp("127.0.0.1:37433/523e3eec8e92517f/echo");
    private static final int PUBLICATIONS = 200;
    private static final int PARTICIPANTS = 8;
    private static final int ENTRIES = 25;

    /** Creates the cases of one trial. */
    public FileStoreWritingCases() {}

    /** Publishes an instance with characters that must be escaped. */
    @Case(rule = "FILESTORE-01")
    public void shouldNameTheFileByItsEscapedKey(Trial trial) {
        Path root = trial.directory();
        publish(trial, participant(trial, root), ODD, ADDRESS);
        expect(
                "files in v1/instances",
                List.of("my%2Dns%5F1%2FPeer%2EX%2Fecho%2F523e3eec8e92517f"),
                FileStoreEntry.names(root));
    }

    /** Publishes an instance and reads the file. */
    @Case(rule = "FILESTORE-02")
    public void shouldWriteCompactJson(Trial trial) {
        Path root = trial.directory();
        publish(trial, participant(trial, root), ODD, ADDRESS);
        expect(
                "content of the file",
                "{\"type\":\"Endpoint\",\"component\":\"Peer.X\",\"endpoint\":\"echo\",\"namespace\":\"my-ns_1\","
                        + "\"instance_id\":5926243345391309183,"
                        + "\"transport\":{\"tcp\":\"127.0.0.1:37433/523e3eec8e92517f/echo\"}}",
                FileStoreEntry.read(file(root, ODD)));
    }

    /** Publishes on each plane. */
    @Case(rule = "FILESTORE-03")
    public void shouldNameEachTransport(Trial trial) {
        Map<PlaneMode, String> keys = Map.of(PlaneMode.TCP, "tcp", PlaneMode.HTTP, "http", PlaneMode.NATS, "nats_tcp");
        for (PlaneMode mode : List.of(PlaneMode.TCP, PlaneMode.HTTP, PlaneMode.NATS)) {
            Path root = trial.directory();
            Discovery participant = participant(trial, root);
            InstanceAddress address = new InstanceAddress(mode, "somewhere");
            publish(trial, participant, ODD, address);
            expectContains(
                    "content of the file",
                    "\"transport\":{\"" + keys.get(mode) + "\":\"somewhere\"}",
                    FileStoreEntry.read(file(root, ODD)));
            expect(
                    "what is read back",
                    List.of(new Instance(ODD, address)),
                    trial.await("list", participant.list(ODD.name())));
        }
    }

    /** Publishes the largest id. */
    @Case(rule = "FILESTORE-04")
    public void shouldWriteIdsUnsigned(Trial trial) {
        Path root = trial.directory();
        EndpointId id = EndpointId.of("seat", "demo", "echo", -1);
        publish(trial, participant(trial, root), id, ADDRESS);
        expect("files", List.of("seat%2Fdemo%2Fecho%2Fffffffffffffffff"), FileStoreEntry.names(root));
        expectContains(
                "content of the file", "\"instance_id\":18446744073709551615,", FileStoreEntry.read(file(root, id)));
    }

    /** Publishes again and again while the directory is read. */
    @Case(rule = "FILESTORE-05")
    public void shouldNeverShowHalfAFile(Trial trial) {
        Path root = trial.directory();
        Discovery participant = participant(trial, root);
        publish(trial, participant, ODD, ADDRESS);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < PUBLICATIONS; i++) {
            CompletionStage<Void> next =
                    participant.register(new Instance(ODD, InstanceAddress.tcp("127.0.0.1:1/" + "x".repeat(i))));
            for (String name : FileStoreEntry.names(root)) {
                if (name.equals(file(root, ODD).getFileName().toString())) {
                    String content = FileStoreEntry.read(file(root, ODD));
                    if (!content.endsWith("\"}}")) {
                        wrong.add(content);
                    }
                } else if (!name.startsWith(".tmp_")) {
                    wrong.add(name);
                }
            }
            trial.await("publication " + i, next);
        }
        expect("incomplete files and other names", List.of(), wrong);
    }

    /** Watches an entry through a renewal. */
    @Case(rule = "FILESTORE-06")
    public void shouldRenewByTheTimeAlone(Trial trial) {
        Path root = trial.directory();
        publish(trial, participant(trial, root), ODD, ADDRESS);
        Path file = file(root, ODD);
        Object before = inode(file);
        Instant published = Instant.ofEpochMilli(FileStoreEntry.changed(file).toEpochMilli());
        FileStoreEntry.age(file, published.minusSeconds(2));
        trial.mustHappen(
                "a renewal",
                () -> Files.exists(file) && FileStoreEntry.changed(file).isAfter(published.minusSeconds(1)));
        expect("the file itself", before, inode(file));
        expectContains("content of the file", ADDRESS.value(), FileStoreEntry.read(file));
    }

    private static Object inode(Path file) {
        return Objects.requireNonNull(
                io(() -> Files.readAttributes(file, BasicFileAttributes.class).fileKey()));
    }

    /** Unregisters twice. */
    @Case(rule = "FILESTORE-08")
    public void shouldRemoveTheFileOnce(Trial trial) {
        Path root = trial.directory();
        Discovery participant = participant(trial, root);
        publish(trial, participant, ODD, ADDRESS);
        trial.await("unregister", participant.unregister(ODD));
        expect("files", List.of(), FileStoreEntry.names(root));
        trial.await("a second unregister", participant.unregister(ODD));
    }

    /** Closes one of two participants. */
    @Case(rule = "FILESTORE-09")
    public void shouldRemoveItsOwnFilesAtClose(Trial trial) {
        Path root = trial.directory();
        Discovery leaving = participant(trial, root);
        Discovery staying = participant(trial, root);
        EndpointId other = trial.endpoint("other");
        publish(trial, leaving, ODD, ADDRESS);
        publish(trial, leaving, trial.endpoint("echo"), ADDRESS);
        publish(trial, staying, other, ADDRESS);
        trial.await("close", leaving.close());
        expect("files", List.of(file(root, other).getFileName().toString()), FileStoreEntry.names(root));
    }

    /** Deletes an entry behind its owner's back. */
    @Case(rule = "FILESTORE-18")
    public void shouldPublishAgainWhatSomebodyDeleted(Trial trial) {
        Path root = trial.directory();
        publish(trial, participant(trial, root), ODD, ADDRESS);
        FileStoreEntry.delete(file(root, ODD));
        trial.mustHappen("the entry's return", () -> Files.exists(file(root, ODD)));
        expectContains("content of the file", ADDRESS.value(), FileStoreEntry.read(file(root, ODD)));
    }

    /** Publishes a name that is too long for a file. */
    @Case(rule = "FILESTORE-19")
    public void shouldRefuseANameThatNoFileCanHave(Trial trial) {
        Path root = trial.directory();
        Discovery participant = participant(trial, root);
        publish(trial, participant, ODD, ADDRESS);
        EndpointId tooLong = EndpointId.of("seat", "demo", "x".repeat(300), 1);
        trial.awaitFailure(
                "publication of a name of 300 characters",
                participant.register(new Instance(tooLong, ADDRESS)),
                PlaneException.class);
        expect("number of files", 1, FileStoreEntry.names(root).size());
    }

    /** Has many participants publish and withdraw at once. */
    @Case(rule = "FILESTORE-21")
    public void shouldLeaveExactlyWhatLives(Trial trial) {
        Path root = trial.directory();
        List<Discovery> participants = new ArrayList<>();
        List<EndpointId> ids = new ArrayList<>();
        for (int i = 0; i < PARTICIPANTS; i++) {
            participants.add(participant(trial, root));
            ids.add(trial.endpoint("stays" + i));
        }
        trial.awaitAll(
                "publish and withdraw",
                trial.concurrently(
                        PARTICIPANTS,
                        i -> manyChanges(participants.get(i), i)
                                .thenCompose(done -> participants.get(i).register(new Instance(ids.get(i), ADDRESS)))));
        expect(
                "files in the end",
                ids.stream()
                        .map(id -> file(root, id).getFileName().toString())
                        .sorted()
                        .toList(),
                FileStoreEntry.names(root));
        expectThat("the bucket", "a directory", Files.isDirectory(bucket(root)), bucket(root));
    }

    private static CompletionStage<Void> manyChanges(Discovery participant, int number) {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (int i = 0; i < ENTRIES; i++) {
            EndpointId id = EndpointId.of("seat", "demo", "goes" + i, number);
            all = all.thenCompose(done -> participant.register(new Instance(id, ADDRESS)))
                    .thenCompose(done -> participant.unregister(id));
        }
        return all;
    }

    private static Discovery participant(Trial trial, Path root) {
        return trial.process().fileDiscovery(root);
    }

    private static void publish(Trial trial, Discovery participant, EndpointId id, InstanceAddress address) {
        trial.await("publication of " + id, participant.register(new Instance(id, address)));
    }
}
