package io.seatrial.testkit.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.discovery.Instance;
import io.seatrial.discovery.MemoryDiscovery;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.Engine;
import io.seatrial.response.ResponseItem;
import io.seatrial.response.ResponseServer;
import io.seatrial.response.ResponseStream;
import io.seatrial.routing.PushRouter;
import io.seatrial.runtime.Worker;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.settings.ShutdownSettings;
import io.seatrial.settings.TcpSettings;
import io.seatrial.testkit.ledger.JvmAccounts;
import io.seatrial.testkit.ledger.Ledger;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand workers, each with an identity, an engine and a place in discovery of its own, in one process of one JVM. */
class ThousandWorkersTest {

    private static final int WORKERS = 1000;
    private static final long CEILING_SECONDS = 120;
    private static final EndpointName NAME = new EndpointName("seat", "demo", "who");

    private final NetworkConfig config = NetworkConfig.read(Map.of())
            .with(TcpSettings.HOST, Optional.of("127.0.0.1"))
            .with(RuntimeSettings.RESPONSE_HOST, Optional.of("127.0.0.1"))
            .with(ShutdownSettings.GRACE_PERIOD, Duration.ZERO);

    @Test
    void shouldShareOneListenerAllBeReachableAndLeaveNothing() {
        Networks.load().find(NetworkKind.LOOPBACK).orElseThrow().prepare(); // what a JVM opens only once is no leftover
        Ledger all = Ledger.open(JvmAccounts.all());
        Ledger listeners = Ledger.open(List.of(JvmAccounts.LISTENING_PORTS));
        ProcessScope process = ProcessScope.open("thousand");
        MemoryDiscovery discovery = MemoryDiscovery.create(process.io().scheduler(), process.notices());

        List<Worker> workers = IntStream.range(0, WORKERS)
                .mapToObj(number -> new Worker(process, config, discovery, number + 1))
                .toList();
        joinAll(workers.stream()
                .map(worker -> worker.serve(NAME, Engine.of(Long.toString(worker.instanceId()))))
                .toList());
        assertThat(listeners.leftovers())
                .singleElement()
                .satisfies(ports ->
                        assertThat(ports.things()).as("listening ports").hasSize(1));
        assertThat(join(discovery.list(NAME)))
                .extracting(Instance::id)
                .extracting(id -> id.instanceId())
                .containsExactlyInAnyOrderElementsOf(
                        workers.stream().map(Worker::instanceId).toList());
        callEach(workers, discovery);

        joinAll(workers.stream().map(Worker::close).toList());
        assertThat(join(discovery.list())).as("what is still published").isEmpty();
        assertThat(join(workers.get(0).manager().server()).inFlight()).isZero();
        join(discovery.close());
        join(process.close());
        await("the end of all threads, descriptors and ports")
                .pollInSameThread() // else the wait would be seen as a thread that is left
                .atMost(CEILING_SECONDS, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(all.leftovers()).isEmpty());
    }

    /** Calls each worker by its identity, from a process of its own, and expects its own answer. */
    private void callEach(List<Worker> workers, MemoryDiscovery discovery) {
        ProcessScope calling = ProcessScope.open("caller");
        NetworkManager manager = new NetworkManager(calling, config);
        RequestPlaneClient client = manager.createClient();
        ResponseServer responses = new ResponseServer(manager.context());
        try (PushRouter router = PushRouter.direct(new Caller(manager.context(), responses, client), discovery, NAME)) {
            await("the sight of all workers")
                    .atMost(CEILING_SECONDS, TimeUnit.SECONDS)
                    .until(() -> router.source().size() == WORKERS);
            List<CompletableFuture<List<String>>> answers = new ArrayList<>();
            for (Worker worker : workers) {
                CallRequest request =
                        CallRequest.of("r-" + worker.instanceId(), "null".getBytes(StandardCharsets.UTF_8));
                answers.add(router.call(worker.instanceId(), request)
                        .thenCompose(ThousandWorkersTest::items)
                        .toCompletableFuture());
            }
            for (int i = 0; i < WORKERS; i++) {
                assertThat(join(answers.get(i)))
                        .containsExactly(Long.toString(workers.get(i).instanceId()));
            }
        }
        join(client.close());
        join(responses.close());
        join(calling.close());
    }

    private static CompletionStage<List<String>> items(ResponseStream stream) {
        List<String> items = new ArrayList<>();
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        stream.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ResponseItem item) {
                items.add(item.toString());
            }

            @Override
            public void onError(Throwable failure) {
                all.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                all.complete(items);
            }
        });
        return all;
    }

    private static void joinAll(List<? extends CompletionStage<?>> stages) {
        join(CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new)));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .copy()
                .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
