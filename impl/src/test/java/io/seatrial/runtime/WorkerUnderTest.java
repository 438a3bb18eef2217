package io.seatrial.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.MemoryDiscovery;
import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.plane.spi.Setting;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.ResponseServer;
import io.seatrial.response.ResponseStream;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.settings.ShutdownSettings;
import io.seatrial.settings.TcpSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A worker and a caller over real sockets on loopback, with a store that can be made to fail and, if the test asks for it, with a clock that
 * stands still. There is no grace period unless a test sets one.
 */
final class WorkerUnderTest implements AutoCloseable {

    static final EndpointName GENERATE = new EndpointName("seat", "demo", "generate");
    static final long ID = 7;
    private static final long CEILING_SECONDS = 60;

    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final SocketIo sockets;
    final StandingTimeIo standing;
    final ProcessScope scope;
    final MemoryDiscovery store;
    final UnreliableDiscovery discovery;
    NetworkConfig config;
    private PlaneServices services = PlaneServices.NONE;
    private Worker worker;
    private NetworkManager calling;
    private RequestPlaneClient client;
    private ResponseServer responses;

    private WorkerUnderTest(Profile profile, boolean timeStands) {
        sockets = SocketIo.open(SocketTransport.best(), 2, "test", notices::add);
        standing = new StandingTimeIo(sockets);
        scope = ProcessScope.open(timeStands ? standing : sockets, notices::add);
        store = MemoryDiscovery.create(sockets.scheduler(), notices::add);
        discovery = new UnreliableDiscovery(store);
        config = NetworkConfig.read(Map.of())
                .withProfile(profile)
                .with(TcpSettings.HOST, Optional.of("127.0.0.1"))
                .with(RuntimeSettings.RESPONSE_HOST, Optional.of("127.0.0.1"))
                .with(ShutdownSettings.GRACE_PERIOD, Duration.ZERO);
        if (!timeStands) {
            with(RuntimeSettings.DRAIN_TIMEOUT, Duration.ofSeconds(10)); // a test that fails shall not wait for long
        }
    }

    static WorkerUnderTest of(Profile profile) {
        return new WorkerUnderTest(profile, false);
    }

    static WorkerUnderTest reference() {
        return of(Profile.REFERENCE);
    }

    /** Returns one whose clock stands still; {@link #pass} lets time pass. */
    static WorkerUnderTest withStandingTime(Profile profile) {
        return new WorkerUnderTest(profile, true);
    }

    <T> WorkerUnderTest with(Setting<T> setting, T value) {
        config = config.with(setting, value);
        return this;
    }

    <T> WorkerUnderTest withService(Class<T> type, T service) {
        services = services.with(type, service);
        return this;
    }

    /** Returns the worker, made when it is first asked for. */
    Worker worker() {
        if (worker == null) {
            worker = another();
        }
        return worker;
    }

    /** Returns a further worker of the same identity in the same process. */
    Worker another() {
        return new Worker(scope, config, discovery, services, ID);
    }

    void pass(long millis) {
        standing.time.pass(millis);
    }

    /** Calls an instance from another runtime. */
    CompletionStage<ResponseStream> call(InstanceAddress address) {
        return caller().call(address, CallRequest.of("r-1", "{\"x\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    /** Waits until the worker has ended its part of every call: a caller can have the whole answer a little before. */
    void awaitEndOfCalls() {
        RequestPlaneServer server = done(calling.server());
        eventually().until(() -> server.inFlight() == 0);
    }

    Caller caller() {
        if (calling == null) {
            calling = new NetworkManager(scope, config);
            client = calling.createClient();
            responses = new ResponseServer(calling.context());
        }
        return new Caller(calling.context(), responses, client);
    }

    /** Sends raw bytes to an address and returns the acknowledgement. */
    CompletableFuture<byte[]> send(InstanceAddress address, byte[] payload) {
        caller();
        return client.send(address, Unpooled.wrappedBuffer(payload), Map.of()).toCompletableFuture();
    }

    List<Instance> published() {
        return done(store.list());
    }

    List<String> said() {
        return notices.stream().map(Notice::message).toList();
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Waits for what happens on other threads. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(CEILING_SECONDS)).pollInterval(Duration.ofMillis(20));
    }

    static Throwable failure(CompletionStage<?> stage) {
        Throwable failure = stage.handle((value, thrown) -> thrown)
                .toCompletableFuture()
                .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                .join();
        assertThat(failure).as("the stage fails").isNotNull();
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    @Override
    public void close() {
        if (worker != null) {
            ended(worker.close());
        }
        if (client != null) {
            ended(client.close());
            ended(responses.close());
        }
        ended(scope.close());
        ended(sockets.close());
    }

    /** Waits for an end, also for one that only a bound brings about: where time stands it would never be reached. */
    private void ended(CompletionStage<?> stage) {
        CompletableFuture<?> end = stage.handle((value, failure) -> null).toCompletableFuture();
        eventually().until(() -> {
            pass(TimeUnit.HOURS.toMillis(1));
            return end.isDone();
        });
    }
}
