package io.seatrial.discovery;

import static io.seatrial.discovery.DiscoveryFixture.done;
import static io.seatrial.discovery.DiscoveryFixture.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a participant writes (dynamo-manager.md 5.11.1, 5.11.2). */
class FileStoreLayoutTest extends FileStoreFixture {

    private static final EndpointName ECHO = new EndpointName("my-ns_1", "Peer.X", "echo");

    @Test
    void shouldPublishAFileOfDynamosNameAndContent() throws IOException {
        EndpointId id = ECHO.instance(0x923e3eec8e92517fL);
        done(open(IDLE).register(new Instance(id, InstanceAddress.tcp("127.0.0.1:4001/923e3eec8e92517f/echo"))));

        Path file = root.resolve("v1/instances/my%2Dns%5F1%2FPeer%2EX%2Fecho%2F923e3eec8e92517f");
        assertThat(Files.readString(file))
                .isEqualTo("{\"type\":\"Endpoint\",\"component\":\"Peer.X\",\"endpoint\":\"echo\","
                        + "\"namespace\":\"my-ns_1\",\"instance_id\":10537929363818697087,"
                        + "\"transport\":{\"tcp\":\"127.0.0.1:4001/923e3eec8e92517f/echo\"}}");
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(clock.instant());
        assertThat(fileNames()).containsExactly(file.getFileName().toString());
    }

    @Test
    void shouldLetEveryUserReadAnEntryThatTheUmaskLets() throws IOException {
        Instance instance = instance(ECHO, 1, 4001);
        done(open(IDLE).register(instance));
        Path ordinary = Files.writeString(root.resolve("ordinary"), "x");

        assertThat(Files.getPosixFilePermissions(fileOf(instance.id())))
                .isEqualTo(Files.getPosixFilePermissions(ordinary))
                .contains(PosixFilePermission.OWNER_READ);
    }

    @Test
    void shouldNeverShowAnIncompleteFile() throws Exception {
        FileDiscovery discovery = open(IDLE);
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> looks = reader.submit(() -> readEverything(stop));
            for (int i = 0; i < 1000; i++) {
                done(discovery.register(instance(ECHO, i % 20, 4001 + i)));
            }
            stop.set(true);
            assertThat(looks.get(DiscoveryFixture.CEILING.toSeconds(), TimeUnit.SECONDS))
                    .isPositive();
        } finally {
            stop.set(true);
            reader.shutdownNow();
        }
    }

    /** Returns how many entries were read. Whatever is not temporary must be complete whenever it is opened. */
    private int readEverything(AtomicBoolean stop) throws IOException {
        int read = 0;
        while (!stop.get() || read == 0) {
            for (String name : fileNames()) {
                if (name.startsWith(".tmp_")) {
                    assertThat(name).matches("\\.tmp_[0-9a-f]{16}");
                    continue;
                }
                Instance found = Instance.fromJson(Files.readString(bucket().resolve(name)));
                assertThat(EntryName.of(found.id())).isEqualTo(name);
                read++;
            }
        }
        return read;
    }

    @Test
    void shouldLeaveExactlyWhatLivesWhenManyPublishAndWithdraw() throws Exception {
        int stores = 8;
        int entries = 1000;
        ExecutorService workers = Executors.newFixedThreadPool(stores);
        try {
            List<Callable<Instance>> work = new ArrayList<>();
            for (int store = 0; store < stores; store++) {
                FileDiscovery discovery = open(RESTLESS);
                long first = (long) store << 32;
                work.add(() -> {
                    for (int i = 0; i < entries; i++) {
                        Instance instance = instance(ECHO, first + i, 4001);
                        done(discovery.register(instance));
                        done(discovery.unregister(instance.id()));
                    }
                    Instance last = instance(ECHO, first + entries, 4001);
                    done(discovery.register(last));
                    return last;
                });
            }
            List<String> live = new ArrayList<>();
            for (Future<Instance> each : workers.invokeAll(work)) {
                live.add(EntryName.of(each.get().id()));
            }
            assertThat(fileNames()).containsExactlyInAnyOrderElementsOf(live);
            assertNoWarnings();
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void shouldRefuseANameThatNoFileCanHave() {
        FileDiscovery discovery = open(IDLE);
        Instance fits = instance(new EndpointName("n", "c", "e".repeat(243)), 0, 4001);
        Instance tooLong = instance(new EndpointName("n", "c", "e".repeat(244)), 0, 4001);

        assertThatThrownBy(() -> done(discovery.register(tooLong)))
                .hasCauseInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContaining("256 bytes")
                .hasMessageContaining("Shorten");
        assertThat(fileNames()).isEmpty();
        done(discovery.register(fits));
        assertThat(done(discovery.list())).containsExactly(fits);
    }

    @Test
    void shouldLeaveNoTemporaryFileWhenPublishingFails() throws IOException {
        FileDiscovery discovery = open(IDLE);
        Instance instance = instance(ECHO, 1, 4001);
        Files.createDirectory(fileOf(instance.id()));

        assertThatThrownBy(() -> done(discovery.register(instance)))
                .hasCauseInstanceOf(PlaneException.DiscoveryFailed.class)
                .hasMessageContaining("Could not publish my-ns_1/Peer.X/echo/1 in file store " + root.toRealPath());
        assertThat(fileNames()).containsExactly(EntryName.of(instance.id()));
    }

    @Test
    void shouldUnlinkOnlyItsOwnFilesWhenClosed() throws IOException {
        Instance foreign = instance(ECHO, 2, 4001);
        drop(foreign);
        FileDiscovery discovery = open(IDLE);
        done(discovery.register(instance(ECHO, 1, 4001)));
        done(discovery.close());

        assertThat(fileNames()).containsExactly(EntryName.of(foreign.id()));
    }

    @Test
    void shouldLeaveNoThreadAndNoDescriptorWhenClosed() throws IOException {
        FileDiscovery discovery = FileDiscovery.open(root, RESTLESS, context(clock, Runnable::run, notices::add));
        done(discovery.watch(ECHO, new EventLog()).ready());
        assertThat(threads()).hasSize(2);
        assertThat(inotifyDescriptors()).isEqualTo(1);
        done(discovery.close());

        await().atMost(DiscoveryFixture.CEILING).untilAsserted(() -> {
            assertThat(threads()).isEmpty();
            assertThat(inotifyDescriptors()).isZero();
        });
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("seatrial-discovery"))
                .toList();
    }

    private static long inotifyDescriptors() throws IOException {
        Path all = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(all), "descriptors can be listed");
        try (Stream<Path> descriptors = Files.list(all)) {
            return descriptors.filter(FileStoreLayoutTest::isInotify).count();
        }
    }

    private static boolean isInotify(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("inotify");
        } catch (NoSuchFileException e) {
            return false; // the descriptor of the listing itself
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
