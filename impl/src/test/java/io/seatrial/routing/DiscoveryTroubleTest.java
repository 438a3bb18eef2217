package io.seatrial.routing;

import static io.seatrial.routing.Fleet.CEILING;
import static io.seatrial.routing.Fleet.done;
import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.discovery.DiscoveryContext;
import io.seatrial.discovery.FileDiscovery;
import io.seatrial.discovery.FileTiming;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import io.seatrial.response.Collected;
import io.seatrial.response.Engine;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that cannot be read for a while. */
class DiscoveryTroubleTest {

    private static final FileTiming RESTLESS =
            new FileTiming(Duration.ofDays(1), Duration.ofMillis(20), Duration.ofMillis(20));

    @TempDir
    private Path root;

    private final List<Notice> notices = new CopyOnWriteArrayList<>();

    private static List<String> answer(PushRouter router) {
        return Collected.all(done(call(router))).join();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldGoOnWithWhomItKnewAndLearnOfOthersWhenTheStoreIsBack(Profile profile) throws Exception {
        FileDiscovery store = FileDiscovery.open(
                root,
                RESTLESS,
                new DiscoveryContext(
                        Clock.systemUTC(), Runnable::run, new Random(), notices::add, List.of(PlaneMode.TCP)));
        try (Fleet fleet = new Fleet(profile, config -> config, store)) {
            fleet.serve(1, Engine.of("1"));
            PushRouter router = fleet.router();
            done(router.awaitInstances(CEILING));
            Path bucket = root.resolve("v1/instances");
            await().atMost(CEILING).until(() -> isSpoiltUnseen(bucket, router));

            assertThat(ids(router.available())).containsExactly(1L);
            assertThat(answer(router)).containsExactly("1");
            Files.delete(bucket);
            fleet.serve(2, Engine.of("2"));
            await().atMost(CEILING)
                    .untilAsserted(() -> assertThat(ids(router.available())).containsExactly(1L, 2L));
        }
    }

    /**
     * Puts a file in the place of the store's directory. That takes two steps: whoever looks between them finds an empty store, and is right
     * to believe it. Then nothing was tried, and the store is left to be made again.
     */
    private boolean isSpoiltUnseen(Path bucket, PushRouter router) throws IOException {
        await().atMost(CEILING).until(() -> ids(router.available()).equals(List.of(1L)));
        notices.clear();
        Files.move(bucket, Files.createTempDirectory(root, "aside").resolve("instances"));
        try {
            Files.createFile(bucket);
        } catch (FileAlreadyExistsException madeAgain) {
            return false;
        }
        await().atMost(CEILING).until(() -> !notices.isEmpty());
        boolean unseen = ids(router.available()).equals(List.of(1L));
        if (!unseen) {
            Files.delete(bucket);
        }
        return unseen;
    }
}
