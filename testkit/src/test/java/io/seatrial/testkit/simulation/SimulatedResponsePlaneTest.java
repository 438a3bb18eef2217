package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.discovery.MemoryDiscovery;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.Engine;
import io.seatrial.response.ResponseItem;
import io.seatrial.response.ResponseServer;
import io.seatrial.response.ResponseStream;
import io.seatrial.runtime.Endpoint;
import io.seatrial.runtime.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole requests with their response streams, by the classes of production, in one world. */
class SimulatedResponsePlaneTest {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final int REQUESTS = 200;
    private static final int ITEMS = 20;

    /** What came of a run. */
    private record Outcome(String hash, Progress progress, List<String> ends) {}

    @ParameterizedTest
    @EnumSource
    void shouldEndEveryStreamOnceAndDoTheSameForTheSameSeed(Profile profile) throws ExecutionException {
        Outcome first = run(7, profile);
        assertThat(first.ends()).hasSize(REQUESTS);
        assertThat(first.ends())
                .filteredOn(end -> end.startsWith("complete"))
                .hasSize(REQUESTS / 4 * 3)
                .filteredOn(end -> end.equals("complete after " + ITEMS))
                .hasSizeGreaterThanOrEqualTo(REQUESTS / 2);
        assertThat(first.ends())
                .filteredOn(end -> end.equals("cancelled after 3"))
                .hasSize(REQUESTS / 4);
        assertThat(first.progress().connections()).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(run(7, profile)).isEqualTo(first);
        assertThat(run(8, profile).hash()).isNotEqualTo(first.hash());
    }

    private static Outcome run(long seed, Profile profile) throws ExecutionException {
        SimulatedWorld world = SimulatedWorld.open(seed);
        List<Consumer> consumers = new ArrayList<>();
        try (world) {
            NetworkConfig config = NetworkConfig.read(Map.of()).withProfile(profile);
            NetworkIo workerIo = world.node("worker");
            ProcessScope workerScope = ProcessScope.open(workerIo, Notices.log());
            ProcessScope callerScope = ProcessScope.open(world.node("caller"), Notices.log());
            MemoryDiscovery discovery = MemoryDiscovery.create(workerIo.scheduler(), Notices.log());
            Worker worker = new Worker(workerScope, config, discovery);
            Endpoint endpoint = world.await(worker.serve(new EndpointName("seat", "demo", "count"), counting()), BOUND);

            NetworkManager manager = new NetworkManager(callerScope, config);
            ResponseServer responses = new ResponseServer(manager.context());
            RequestPlaneClient client = manager.createClient();
            Caller caller = new Caller(manager.context(), responses, client);
            for (int i = 0; i < REQUESTS; i++) {
                Consumer consumer = new Consumer(i % 4);
                consumers.add(consumer);
                byte[] body = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                caller.call(endpoint.id(), endpoint.address(), CallRequest.of("request-" + i, body))
                        .whenComplete(consumer::began);
                world.runFor(Duration.ofNanos(100_000));
            }
            world.runUntil(() -> consumers.stream().noneMatch(consumer -> consumer.end.isEmpty()), BOUND);

            world.await(worker.close(), BOUND);
            world.await(discovery.close(), BOUND);
            world.await(client.close(), BOUND);
            world.await(responses.close(), BOUND);
            world.await(callerScope.close(), BOUND);
            world.await(workerScope.close(), BOUND);
        }
        List<String> ends = consumers.stream().map(consumer -> consumer.end).toList();
        return new Outcome(world.hashHex(), world.progress(), ends);
    }

    private static Engine counting() {
        return Engine.iterating((context, request) -> IntStream.range(0, ITEMS)
                .mapToObj(i -> ("{\"data\":\"" + i + "\"}").getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** Takes all items, or few at a time, or cancels after three, or stops after three. */
    private static final class Consumer implements Flow.Subscriber<ResponseItem> {
        private final int manner;
        private String end = "";
        private int items;
        private ResponseStream stream;
        private Flow.Subscription subscription;

        Consumer(int manner) {
            this.manner = manner;
        }

        void began(ResponseStream begun, Throwable failure) {
            if (failure == null) {
                stream = begun;
                begun.subscribe(this);
            } else {
                end("failed to begin: " + failure);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(manner == 0 ? Long.MAX_VALUE : 1);
        }

        @Override
        public void onNext(ResponseItem item) {
            items++;
            if (manner == 2 && items == 3) {
                subscription.cancel();
                end("cancelled after 3");
            } else if (manner == 3 && items == 3) {
                stream.stop();
                subscription.request(Long.MAX_VALUE);
            } else {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            end("failed after " + items + ": " + failure);
        }

        @Override
        public void onComplete() {
            end("complete after " + items);
        }

        private void end(String how) {
            assertThat(end).as("ended once").isEmpty();
            end = how;
        }
    }
}
