package io.seatrial.runtime;

import io.netty.buffer.Unpooled;
import io.seatrial.discovery.MemoryDiscovery;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.settings.ShutdownSettings;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A program whose worker has a request that never ends, and which comes down all the same. Started by a test as a process of its own. */
final class HangingProgram {

    private HangingProgram() {}

    public static void main(String[] arguments) throws Exception {
        ProcessScope scope = ProcessScope.open("hanging");
        NetworkConfig config = NetworkConfig.read(Map.of())
                .with(TcpSettings.HOST, Optional.of("127.0.0.1"))
                .with(ShutdownSettings.GRACE_PERIOD, Duration.ZERO);
        Worker worker =
                new Worker(scope, config, MemoryDiscovery.create(scope.io().scheduler(), scope.notices()));
        CountDownLatch begun = new CountDownLatch(1);
        Endpoint endpoint = worker.serve(new EndpointName("seat", "demo", "hang"), request -> {
                    request.payload().release();
                    begun.countDown();
                    return new CompletableFuture<>();
                })
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        RequestPlaneClient client = worker.manager().createClient();
        client.send(endpoint.address(), Unpooled.EMPTY_BUFFER, Map.of())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        begun.await(60, TimeUnit.SECONDS);
        ExitLimit limit = new ExitLimit(
                Duration.ofMillis(Long.parseLong(arguments[0])),
                Executors.newSingleThreadScheduledExecutor(),
                scope.notices(),
                Runtime.getRuntime()::halt);
        System.out.println("going down");
        worker.shutdown(limit).toCompletableFuture().get(5, TimeUnit.MINUTES);
        System.exit(0);
    }
}
