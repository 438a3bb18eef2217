package io.seatrial.testkit.cases;

import static io.seatrial.testkit.cases.FileStoreEntry.bucket;
import static io.seatrial.testkit.cases.FileStoreEntry.file;
import static io.seatrial.testkit.cases.FileStoreEntry.io;
import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.InstanceSet;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a participant of the file store makes of what other processes leave in the directory. */
public final class FileStoreReadingCases {

    private static final InstanceAddress ADDRESS = InstanceAddress.tcp("127.0.0.1:1234/1/echo");
    private static final InstanceAddress ELSEWHERE = InstanceAddress.tcp("127.0.0.1:4321/1/echo");
    private static final long AN_HOUR = 3600;

    /** Creates the cases of one trial. */
    public FileStoreReadingCases() {}

    /** Leaves an entry an hour old. */
    @Case(rule = "FILESTORE-07")
    public void shouldPassOverAndDeleteTheDead(Trial trial) {
        Path root = trial.directory();
        EndpointId id = trial.endpoint("echo");
        Path dead = FileStoreEntry.publish(root, id, ADDRESS);
        FileStoreEntry.age(dead, FileStoreEntry.changed(dead).minusSeconds(AN_HOUR));
        Discovery reader = trial.process().fileDiscovery(root);
        expect("instances listed", List.of(), trial.await("list", reader.list(id.name())));
        trial.mustHappen("the end of the dead entry", () -> !Files.exists(dead));
    }

    /** Publishes after the watch began, and withdraws. */
    @Case(rule = "FILESTORE-10")
    public void shouldHearOfWhatComesAndGoes(Trial trial) {
        Path root = trial.directory();
        EndpointId id = trial.endpoint("echo");
        InstanceSet instances = follow(trial, root, id);
        trial.await("the start of the watch", instances.ready());
        Path entry = FileStoreEntry.publish(root, id, ADDRESS);
        expectFollowed(trial, instances, new Instance(id, ADDRESS));
        FileStoreEntry.delete(entry);
        expectFollowed(trial, instances);
        instances.close();
    }

    /** Publishes before the watch began. */
    @Case(rule = "FILESTORE-11")
    public void shouldHearOfWhatWasThere(Trial trial) {
        Path root = trial.directory();
        EndpointId id = trial.endpoint("echo");
        FileStoreEntry.publish(root, id, ADDRESS);
        InstanceSet instances = follow(trial, root, id);
        trial.await("the start of the watch", instances.ready());
        expect("instances", List.of(new Instance(id, ADDRESS)), instances.current());
        instances.close();
    }

    /** Writes an entry in place, in two halves. */
    @Case(rule = "FILESTORE-12")
    public void shouldFindAnEntryWrittenInPlace(Trial trial) {
        Path root = trial.directory();
        EndpointId id = trial.endpoint("echo");
        InstanceSet instances = follow(trial, root, id);
        trial.await("the start of the watch", instances.ready());
        String json = FileStoreEntry.json(id, "tcp", ADDRESS.value());
        Path entry = file(root, id);
        io(() -> Files.writeString(entry, json.substring(0, json.length() / 2)));
        trial.await("a moment", trial.after(java.time.Duration.ofMillis(200)));
        io(() -> Files.writeString(entry, json.substring(json.length() / 2), StandardOpenOption.APPEND));
        expectFollowed(trial, instances, new Instance(id, ADDRESS));
        instances.close();
    }

    /** Renames an entry away. */
    @Case(rule = "FILESTORE-13")
    public void shouldDropWhatIsRenamedAway(Trial trial) {
        Path root = trial.directory();
        EndpointId id = trial.endpoint("echo");
        Path entry = FileStoreEntry.publish(root, id, ADDRESS);
        InstanceSet instances = follow(trial, root, id);
        expectFollowed(trial, instances, new Instance(id, ADDRESS));
        io(() -> Files.move(entry, root.resolve("away")));
        expectFollowed(trial, instances);
        instances.close();
    }

    /** Leaves all kinds of rubbish beside a good entry. */
    @Case(rule = "FILESTORE-14")
    public void shouldListTheGoodNeighboursOfTheBad(Trial trial) {
        Path root = trial.directory();
        EndpointId id = trial.endpoint("echo");
        String prefix = FileStoreEntry.escape(id.name().path() + "/");
        String good = FileStoreEntry.json(id, "tcp", ADDRESS.value());
        FileStoreEntry.publish(root, bucket(root).resolve(prefix + "1"), "not JSON");
        FileStoreEntry.publish(root, bucket(root).resolve(prefix + "2"), good.replace("\"namespace\":\"seat\",", ""));
        FileStoreEntry.publish(root, bucket(root).resolve(prefix + "3"), good.replace("\"tcp\"", "\"pigeon\""));
        FileStoreEntry.publish(root, bucket(root).resolve("odd-name"), "{}");
        FileStoreEntry.publish(root, bucket(root).resolve(".tmp_0123456789abcdef"), "half");
        io(() -> Files.createDirectory(bucket(root).resolve("subdirectory")));
        io(() -> Files.createSymbolicLink(bucket(root).resolve("dangling"), root.resolve("nowhere")));
        FileStoreEntry.publish(
                root,
                file(root, id),
                good.replace("{\"type\"", "{\"unknown\":[1,{}],\"type\"").concat("\n"));
        Discovery reader = trial.process().fileDiscovery(root);
        expect("instances listed", List.of(new Instance(id, ADDRESS)), trial.await("list", reader.list(id.name())));
        InstanceSet instances = follow(trial, root, id);
        expectFollowed(trial, instances, new Instance(id, ADDRESS));
        instances.close();
    }

    /** Names a file with escapes in lower case. */
    @Case(rule = "FILESTORE-15")
    public void shouldReadEscapesInLowerCase(Trial trial) {
        Path root = trial.directory();
        EndpointId id = EndpointId.of("my-ns", "demo", "echo", 7);
        Path lower = bucket(root).resolve("my%2dns%2fdemo%2fecho%2f7");
        FileStoreEntry.publish(root, lower, FileStoreEntry.json(id, "tcp", ADDRESS.value()));
        InstanceSet instances = follow(trial, root, id);
        expectFollowed(trial, instances, new Instance(id, ADDRESS));
        FileStoreEntry.delete(lower);
        expectFollowed(trial, instances);
        instances.close();
    }

    /** Publishes one id at two addresses. */
    @Case(rule = "FILESTORE-16")
    public void shouldHearOfANewAddress(Trial trial) {
        Path root = trial.directory();
        EndpointId id = trial.endpoint("echo");
        FileStoreEntry.publish(root, id, ADDRESS);
        InstanceSet instances = follow(trial, root, id);
        expectFollowed(trial, instances, new Instance(id, ADDRESS));
        FileStoreEntry.publish(root, id, ELSEWHERE);
        expectFollowed(trial, instances, new Instance(id, ELSEWHERE));
        instances.close();
    }

    /** Opens the store through a symbolic link. */
    @Case(rule = "FILESTORE-17")
    public void shouldSeeRemovalsThroughALink(Trial trial) {
        Path root = trial.directory();
        Path real = io(() -> Files.createDirectory(root.resolve("real")));
        Path link = io(() -> Files.createSymbolicLink(root.resolve("link"), real));
        EndpointId id = trial.endpoint("echo");
        Path entry = FileStoreEntry.publish(real, id, ADDRESS);
        InstanceSet instances = follow(trial, link, id);
        expectFollowed(trial, instances, new Instance(id, ADDRESS));
        FileStoreEntry.delete(entry);
        expectFollowed(trial, instances);
        instances.close();
    }

    /** Publishes names that begin alike. */
    @Case(rule = "FILESTORE-20")
    public void shouldKeepApartNamesThatBeginAlike(Trial trial) {
        Path root = trial.directory();
        EndpointId wanted = EndpointId.of("seat", "demo", "generate", 1);
        FileStoreEntry.publish(root, wanted, ADDRESS);
        for (EndpointId alike : List.of(
                EndpointId.of("seat", "demo", "generate_v2", 1),
                EndpointId.of("seat", "demo", "generate/x", 1),
                EndpointId.of("seat", "demo2", "generate", 1),
                EndpointId.of("seat2", "demo", "generate", 1))) {
            FileStoreEntry.publish(root, alike, ELSEWHERE);
        }
        InstanceSet instances = follow(trial, root, wanted);
        trial.await("the start of the watch", instances.ready());
        expect("instances", List.of(new Instance(wanted, ADDRESS)), instances.current());
        FileStoreEntry.delete(file(root, EndpointId.of("seat", "demo", "generate_v2", 1)));
        Discovery reader = trial.process().fileDiscovery(root);
        expect(
                "instances after another's end",
                List.of(new Instance(wanted, ADDRESS)),
                trial.await("list", reader.list(wanted.name())));
        instances.close();
    }

    /** Withdraws an endpoint with a slash in its name. */
    @Case(rule = "FILESTORE-22")
    public void shouldHearOfTheEndOfANameWithASlash(Trial trial) {
        Path root = trial.directory();
        EndpointId id = trial.endpoint("v1/generate");
        Path entry = FileStoreEntry.publish(root, id, ADDRESS);
        InstanceSet instances = follow(trial, root, id);
        expectFollowed(trial, instances, new Instance(id, ADDRESS));
        FileStoreEntry.delete(entry);
        expectFollowed(trial, instances);
        instances.close();
    }

    /** Takes the directory away and makes it anew. */
    @Case(rule = "FILESTORE-23")
    public void shouldOutliveTheDirectory(Trial trial) {
        Path root = trial.directory();
        EndpointId id = trial.endpoint("echo");
        FileStoreEntry.publish(root, id, ADDRESS);
        InstanceSet instances = follow(trial, root, id);
        expectFollowed(trial, instances, new Instance(id, ADDRESS));
        io(() -> Files.move(bucket(root), root.resolve("away")));
        FileStoreEntry.publish(root, id, ELSEWHERE);
        expectFollowed(trial, instances, new Instance(id, ELSEWHERE));
        instances.close();
    }

    private static InstanceSet follow(Trial trial, Path root, EndpointId id) {
        return InstanceSet.follow(trial.callerProcess().fileDiscovery(root), id.name(), trial.scheduler());
    }

    private static void expectFollowed(Trial trial, InstanceSet instances, Instance... expected) {
        trial.mustHappen(
                "the watch to hear of " + List.of(expected),
                () -> instances.current().equals(List.of(expected)));
    }
}
