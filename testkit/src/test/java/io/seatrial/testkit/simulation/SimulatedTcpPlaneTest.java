package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The TCP plane of production, client and server, in one world. */
class SimulatedTcpPlaneTest {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final int REQUESTS = 1000;
    private static final int MOST_BYTES = 4_000;

    /** What came of a run. */
    private record Outcome(String hash, Progress progress, List<String> handled) {}

    @ParameterizedTest
    @EnumSource
    void shouldCarryAThousandRequestsEachOnce(Profile profile) throws ExecutionException {
        Outcome outcome = run(7, profile);
        assertThat(outcome.handled()).hasSize(REQUESTS).doesNotHaveDuplicates();
        assertThat(outcome.progress().connections()).isPositive();
        assertThat(outcome.progress().bytes()).isGreaterThan(REQUESTS * 100L);
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoTheSameForTheSameSeed(Profile profile) throws ExecutionException {
        Outcome first = run(7, profile);
        assertThat(run(7, profile)).isEqualTo(first);
        assertThat(run(8, profile).hash()).isNotEqualTo(first.hash());
    }

    private static Outcome run(long seed, Profile profile) throws ExecutionException {
        List<String> handled = new ArrayList<>();
        SimulatedWorld world = SimulatedWorld.open(seed);
        try (world) {
            NetworkConfig config = NetworkConfig.read(Map.of()).withProfile(profile);
            NetworkIo workerIo = world.node("worker");
            NetworkIo callerIo = world.node("caller");
            ProcessScope worker = ProcessScope.open(workerIo, Notices.log());
            ProcessScope caller = ProcessScope.open(callerIo, Notices.log());
            RequestPlaneServer server = world.await(new NetworkManager(worker, config).server(), BOUND);
            EndpointId id =
                    EndpointId.of("seat", "demo", "echo", workerIo.random().nextLong());
            world.await(server.register(id, request -> handle(request, handled, workerIo), HealthListener.NONE), BOUND);
            RequestPlaneClient client = new NetworkManager(caller, config).createClient();
            sendAll(world, client, server.publishedAddress(id), callerIo);
            world.runUntil(() -> handled.size() == REQUESTS, BOUND);
            world.await(client.close(), BOUND);
            world.await(caller.close(), BOUND);
            world.await(worker.close(), BOUND);
        }
        return new Outcome(world.hashHex(), world.progress(), handled);
    }

    private static void sendAll(SimulatedWorld world, RequestPlaneClient client, InstanceAddress address, NetworkIo io)
            throws ExecutionException {
        List<CompletableFuture<byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            ByteBuf payload = Unpooled.copiedBuffer(
                    i + ":" + "x".repeat(io.random().nextInt(MOST_BYTES)), StandardCharsets.US_ASCII);
            sent.add(client.send(address, payload, Map.of()).toCompletableFuture());
            if (io.random().nextInt(10) == 0) {
                world.runFor(Duration.ofNanos(io.random().nextLong(TimeUnit.MILLISECONDS.toNanos(2))));
            }
        }
        world.await(CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)), BOUND);
    }

    private static CompletionStage<Void> handle(InboundRequest request, List<String> handled, NetworkIo io) {
        String text = request.payload().toString(StandardCharsets.US_ASCII);
        request.payload().release();
        CompletableFuture<Void> done = new CompletableFuture<>();
        io.scheduler()
                .schedule(
                        () -> {
                            handled.add(text.substring(0, text.indexOf(':')));
                            done.complete(null);
                        },
                        io.random().nextInt(5000),
                        TimeUnit.MICROSECONDS);
        return done;
    }
}
