package io.seatrial.scenarios.peer;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryContext;
import io.seatrial.discovery.DiscoverySpec;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.response.Engine;
import io.seatrial.runtime.Worker;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A worker that remembers which requests it has seen, as a program. It ends at a line of input, and says what it saw. */
public final class CountingWorker {

    private static final long CEILING_SECONDS = 60;

    private CountingWorker() {}

    /**
     * Serves {@code seat/demo/counted}.
     *
     * @param arguments the directory of discovery
     */
    public static void main(String[] arguments) throws IOException {
        ProcessScope scope = ProcessScope.open("counting");
        Discovery discovery = DiscoverySpec.parse("file:" + arguments[0], Map.of())
                .open(DiscoveryContext.of(scope.io(), Clock.systemUTC(), scope.notices()));
        NetworkConfig config = NetworkConfig.read(Map.of()).with(TcpSettings.HOST, Optional.of("127.0.0.1"));
        Worker worker = new Worker(scope, config, discovery);
        LongAdder seen = new LongAdder();
        Set<String> ids = ConcurrentHashMap.newKeySet();
        Engine one = Engine.of("1");
        Engine counting = (context, request) -> {
            seen.increment();
            ids.add(context.id());
            return one.generate(context, request);
        };
        join(worker.serve(new EndpointName("seat", "demo", "counted"), counting.neverBlocking()));
        System.out.println("serving");

        System.in.read();
        System.out.println("seen=" + seen.sum() + " distinct=" + ids.size() + " inFlight="
                + join(worker.manager().server()).inFlight());
        join(worker.close());
        join(discovery.close());
        join(scope.close());
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
