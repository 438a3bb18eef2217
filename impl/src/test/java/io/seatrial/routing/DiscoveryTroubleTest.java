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
            Files.move(bucket, root.resolve("aside"));
            Files.createFile(bucket);
            await().atMost(CEILING).until(() -> !notices.isEmpty());

            assertThat(ids(router.available())).containsExactly(1L);
            assertThat(answer(router)).containsExactly("1");
            Files.delete(bucket);
            fleet.serve(2, Engine.of("2"));
            await().atMost(CEILING)
                    .untilAsserted(() -> assertThat(ids(router.available())).containsExactly(1L, 2L));
        }
    }
}
