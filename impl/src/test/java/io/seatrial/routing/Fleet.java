package io.seatrial.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.MemoryDiscovery;
import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.response.CallHomeHandler;
import io.seatrial.response.Caller;
import io.seatrial.response.Engine;
import io.seatrial.response.ResponseServer;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Workers and a caller of one JVM that meet over real sockets, each on a network of its own. */
final class Fleet implements AutoCloseable {

    static final Duration CEILING = Duration.ofSeconds(60);

    /** Longer than any test: who is passed over stays so. */
    static final Duration FOR_EVER = Duration.ofHours(1);

    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final MeterRegistry registry = new SimpleMeterRegistry();
    final Discovery discovery;
    final Caller caller;
    final ResponseServer responses;
    private final NetworkConfig config;
    private final List<SocketIo> networks = new ArrayList<>();
    private final List<PushRouter> routers = new ArrayList<>();

    /** One process that serves. */
    record Worker(SocketIo network, NetworkManager manager, Instance instance) {

        /** Ends it as SIGKILL does: nothing is said to anybody, discovery included. */
        void kill() throws Exception {
            network.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    Fleet(Profile profile) {
        this(profile, settings -> settings);
    }

    Fleet(Profile profile, UnaryOperator<NetworkConfig> settings) {
        this(profile, settings, MemoryDiscovery.create(Runnable::run, Notices.log()));
    }

    Fleet(Profile profile, UnaryOperator<NetworkConfig> settings, Discovery discovery) {
        this.discovery = discovery;
        this.config = settings.apply(NetworkConfig.read(Map.of())
                .withProfile(profile)
                .with(TcpSettings.HOST, Optional.of("127.0.0.1"))
                .with(RuntimeSettings.RESPONSE_HOST, Optional.of("127.0.0.1")));
        PlaneServices services = PlaneServices.NONE.with(MeterRegistry.class, registry);
        NetworkManager manager =
                new NetworkManager(ProcessScope.open(network("caller"), notices::add), config, services);
        this.responses = new ResponseServer(manager.context());
        this.caller = new Caller(manager.context(), responses, manager.createClient());
    }

    private SocketIo network(String name) {
        SocketIo io = SocketIo.open(SocketTransport.best(), 1, name, notices::add);
        networks.add(io);
        return io;
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(CEILING.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    Worker serve(EndpointName name, long id, Engine engine) {
        return start(name, id, manager -> new CallHomeHandler(manager.context(), engine));
    }

    Worker serve(long id, Engine engine) {
        return serve(RouterTrial.ECHO, id, engine);
    }

    Worker serve(long id, RequestHandler handler) {
        return start(RouterTrial.ECHO, id, manager -> handler);
    }

    private Worker start(EndpointName name, long id, Function<NetworkManager, RequestHandler> made) {
        SocketIo io = network("worker-" + Long.toHexString(id));
        NetworkManager manager = new NetworkManager(ProcessScope.open(io, notices::add), config);
        RequestPlaneServer server = done(manager.server());
        done(server.register(name.instance(id), made.apply(manager), HealthListener.NONE));
        InstanceAddress address = server.publishedAddress(name.instance(id));
        Instance instance = new Instance(name.instance(id), address);
        done(discovery.register(instance));
        return new Worker(io, manager, instance);
    }

    void withdraw(Worker worker) {
        done(discovery.unregister(worker.instance().id()));
    }

    PushRouter router() {
        return router(builder -> builder);
    }

    /** Makes a router that takes nobody back during a test, unless the test says otherwise. */
    PushRouter router(UnaryOperator<PushRouter.Builder> how) {
        return router(RouterTrial.ECHO, how);
    }

    PushRouter router(EndpointName name, UnaryOperator<PushRouter.Builder> how) {
        PushRouter router = how.apply(
                        PushRouter.builder(caller, discovery, name).inhibition(FOR_EVER))
                .build();
        routers.add(router);
        return router;
    }

    void awaitNothingLeft() {
        await().atMost(CEILING).untilAsserted(() -> {
            assertThat(responses.pending()).as("registrations").isZero();
            assertThat(responses.connections()).as("connections").isZero();
        });
    }

    @Override
    public void close() {
        awaitNothingLeft();
        routers.forEach(PushRouter::close);
        done(responses.close());
        done(discovery.close());
        networks.forEach(network -> done(network.close()));
    }
}
