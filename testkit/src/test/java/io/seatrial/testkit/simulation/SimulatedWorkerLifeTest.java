package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.discovery.Instance;
import io.seatrial.discovery.MemoryDiscovery;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.response.Engine;
import io.seatrial.runtime.Endpoint;
import io.seatrial.runtime.EndpointOptions;
import io.seatrial.runtime.ShutdownReport;
import io.seatrial.runtime.Worker;
import io.seatrial.runtime.health.HealthStatus;
import io.seatrial.settings.SystemSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker that watches itself and comes down, by the classes of production, with the defaults of the model, in virtual time. */
class SimulatedWorkerLifeTest {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final EndpointName GENERATE = new EndpointName("seat", "demo", "generate");

    /** What came of a run. */
    private record Outcome(String hash, int canaries, ShutdownReport report) {}

    @ParameterizedTest
    @EnumSource
    void shouldSendCanariesAndComeDownInTheSameWayForTheSameSeed(Profile profile) throws ExecutionException {
        Outcome first = run(7, profile);
        assertThat(first.canaries()).isEqualTo(5);
        assertThat(first.report().complete()).isTrue();
        Outcome again = run(7, profile);
        assertThat(again.hash()).isEqualTo(first.hash());
        assertThat(again.report().phases()).isEqualTo(first.report().phases());
    }

    @Test
    void shouldKeepTheGracePeriodToTheNanosecond() throws ExecutionException {
        assertThat(run(7, Profile.REFERENCE).report().phases())
                .filteredOn(phase -> phase.phase().label().equals("grace period"))
                .singleElement()
                .satisfies(phase -> assertThat(phase.took()).isEqualTo(Duration.ofSeconds(5)));
    }

    private static Outcome run(long seed, Profile profile) throws ExecutionException {
        AtomicInteger canaries = new AtomicInteger();
        ShutdownReport report;
        SimulatedWorld world = SimulatedWorld.open(seed);
        try (world) {
            NetworkConfig config =
                    NetworkConfig.read(Map.of()).withProfile(profile).with(SystemSettings.HEALTH_CHECK_ENABLED, "true");
            NetworkIo io = world.node("worker");
            ProcessScope scope = ProcessScope.open(io, Notices.log());
            MemoryDiscovery discovery = MemoryDiscovery.create(io.scheduler(), Notices.log());
            Worker worker = new Worker(scope, config, discovery, 7);
            Engine engine = Engine.iterating((context, request) -> {
                canaries.incrementAndGet();
                return List.of("{\"data\":1}".getBytes(StandardCharsets.UTF_8));
            });
            EndpointOptions target = EndpointOptions.DEFAULT.withHealthPayload("{}");
            Endpoint endpoint = world.await(worker.serve(GENERATE, engine, target), BOUND);

            world.runFor(Duration.ofSeconds(35));
            assertThat(canaries).hasValue(3);
            InstanceAddress wrong =
                    InstanceAddress.tcp(endpoint.address().value().replaceFirst(":[0-9]+/", ":1/"));
            world.await(discovery.register(new Instance(endpoint.id(), wrong)), BOUND);
            world.runFor(Duration.ofSeconds(15));
            assertThat(worker.health().status(endpoint.id())).contains(HealthStatus.NOT_READY);
            world.await(discovery.register(new Instance(endpoint.id(), endpoint.address())), BOUND);
            world.runFor(Duration.ofSeconds(20));
            assertThat(worker.health().status(endpoint.id())).contains(HealthStatus.READY);

            report = world.await(worker.shutdown(), BOUND);
            world.await(discovery.close(), BOUND);
            world.await(scope.close(), BOUND);
        }
        return new Outcome(world.hashHex(), canaries.get(), report);
    }
}
