package io.seatrial.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.MemoryDiscovery;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.plane.spi.Settings;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.ResponseServer;
import io.seatrial.response.ResponseStream;
import io.seatrial.settings.RouterSettings;
import io.seatrial.settings.RuntimeSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** A router without a network: instances come and go as the test says, and time passes when it says so. */
final class RouterTrial implements AutoCloseable {

    static final EndpointName ECHO = new EndpointName("seat", "demo", "echo");
    static final Duration INTERVAL = RouterSettings.INHIBITED_DURATION.defaultValue();

    final FrozenIo io;
    final List<Notice> notices = new ArrayList<>();
    final MeterRegistry registry = new SimpleMeterRegistry();
    final MemoryDiscovery discovery = MemoryDiscovery.create(Runnable::run, notices::add);
    final ScriptedClient client = new ScriptedClient();
    final ResponseServer responses;
    final Caller caller;
    private final List<PushRouter> routers = new ArrayList<>();

    RouterTrial(Profile profile) {
        this(profile, 1);
    }

    RouterTrial(Profile profile, long seed) {
        io = new FrozenIo(seed);
        Settings settings = Settings.read(Map.of(), RouterSettings.all())
                .with(RuntimeSettings.RESPONSE_HOST, Optional.of("127.0.0.1"));
        PlaneServices services = PlaneServices.NONE.with(MeterRegistry.class, registry);
        PlaneContext plane = new PlaneContext(io, settings, profile, notices::add, services);
        responses = new ResponseServer(plane);
        caller = new Caller(plane, responses, client);
    }

    PushRouter router() {
        return router(builder -> builder);
    }

    PushRouter router(UnaryOperator<PushRouter.Builder> how) {
        PushRouter router =
                how.apply(PushRouter.builder(caller, discovery, ECHO)).build();
        routers.add(router);
        return router;
    }

    static Instance instance(long id, int port) {
        return new Instance(
                ECHO.instance(id), InstanceAddress.tcp("127.0.0.1:" + port + "/" + Long.toHexString(id) + "/echo"));
    }

    void announce(long... ids) {
        LongStream.of(ids).forEach(id -> announce(instance(id, 4001)));
    }

    void announce(Instance instance) {
        discovery.register(instance).toCompletableFuture().join();
    }

    void withdraw(long id) {
        discovery.unregister(ECHO.instance(id)).toCompletableFuture().join();
    }

    static CallRequest request() {
        return CallRequest.of("r", "1".getBytes(StandardCharsets.UTF_8));
    }

    static CompletableFuture<ResponseStream> call(PushRouter router) {
        return router.call(request()).toCompletableFuture();
    }

    /** Returns why a call fails, which it must have done by now. */
    static Throwable failure(CompletableFuture<?> call) {
        if (!call.isCompletedExceptionally()) {
            throw new AssertionError("did not fail: " + call);
        }
        try {
            call.join();
            throw new AssertionError("failed, and did not: " + call);
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    /** Makes a call that is not answered and returns whom it went to. */
    long chosenBy(PushRouter router) {
        int before = client.sent.size();
        CompletableFuture<ResponseStream> call = call(router);
        if (client.sent.size() != before + 1) {
            throw new AssertionError("nothing was sent: " + call);
        }
        call.cancel(false);
        return idOf(client.sent.get(before));
    }

    static long idOf(InstanceAddress address) {
        return Long.parseUnsignedLong(address.value().split("/")[1], 16);
    }

    List<Long> chosenBy(PushRouter router, int times) {
        List<Long> chosen = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            chosen.add(chosenBy(router));
        }
        return chosen;
    }

    static List<Long> ids(List<Instance> instances) {
        return instances.stream().map(instance -> instance.id().instanceId()).toList();
    }

    void pass(Duration time) {
        io.pass(time.toMillis());
    }

    @Override
    public void close() {
        routers.forEach(PushRouter::close);
        responses.close();
        discovery.close();
    }
}
