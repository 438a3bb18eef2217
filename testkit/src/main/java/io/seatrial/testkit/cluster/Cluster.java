package io.seatrial.testkit.cluster;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.MemoryDiscovery;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.Engine;
import io.seatrial.response.ResponseServer;
import io.seatrial.response.ResponseStream;
import io.seatrial.routing.PushRouter;
import io.seatrial.runtime.Worker;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.ledger.Closers;
import io.seatrial.testkit.network.HostGroup;
import io.seatrial.testkit.time.Waits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Workers and a caller in one JVM. They find each other in memory. Waiting goes through the cluster, so that a test is the same on sockets
 * and in virtual time. For the thread that opened it.
 */
public final class Cluster {

    private final Waits waits;
    private final HostGroup hosts;
    private final Closers closers = new Closers();
    private final List<ClusterWorker> workers = new ArrayList<>();
    private final Map<EndpointName, PushRouter> routers = new LinkedHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final Discovery discovery;
    private final Caller caller;

    private Cluster(ClusterSetup setup, Waits waits) {
        this.waits = waits;
        this.hosts = new HostGroup(waits);
        NetworkConfig config = NetworkConfig.read(setup.variables())
                .withProfile(setup.profile())
                .withMode(setup.transport());
        NetworkIo callerIo = hosts.open("caller", Notices.log());
        MemoryDiscovery memory = MemoryDiscovery.create(callerIo.scheduler(), Notices.log());
        this.discovery = memory;
        closers.add("discovery of the caller", memory::close);
        ProcessScope callerScope = opened("caller", callerIo);
        NetworkManager manager = new NetworkManager(callerScope, config);
        RequestPlaneClient client = manager.createClient();
        closers.add("the caller's client", client::close);
        ResponseServer responses = new ResponseServer(manager.context());
        closers.add("the caller's response server", responses::close);
        this.caller = new Caller(manager.context(), responses, client);
        openWorkers(setup, config, memory);
    }

    private void openWorkers(ClusterSetup setup, NetworkConfig config, MemoryDiscovery memory) {
        List<ProcessScope> scopes = new ArrayList<>();
        for (int i = 0; i < setup.processes(); i++) {
            String name = "process-" + i;
            scopes.add(opened(name, hosts.open(name, Notices.log())));
        }
        for (int i = 0; i < setup.workers(); i++) {
            Discovery own = memory.join();
            closers.add("discovery of worker " + i, own::close);
            ProcessScope scope = scopes.get(i % scopes.size());
            Worker worker = new Worker(scope, config, own);
            closers.add("worker " + i, worker::close);
            workers.add(new ClusterWorker(i, worker, scope, this));
        }
    }

    private ProcessScope opened(String name, NetworkIo io) {
        ProcessScope scope = ProcessScope.open(io, Notices.log());
        closers.add("process " + name, scope::close);
        return scope;
    }

    /** Opens a cluster. Nobody serves anything yet, and nobody listens. */
    public static Cluster open(ClusterSetup setup, Waits waits) {
        return new Cluster(setup, waits);
    }

    /** Returns a worker, counted from 0. */
    public ClusterWorker worker(int index) {
        return workers.get(index);
    }

    /** Returns all workers. */
    public List<ClusterWorker> workers() {
        return List.copyOf(workers);
    }

    /** Returns the store in which the caller looks for workers. */
    public Discovery discovery() {
        return discovery;
    }

    /** Has every worker serve an endpoint, each with an engine of its own, made from the worker's number. */
    public void serveEverywhere(String endpoint, Function<Integer, Engine> engines) {
        workers.forEach(worker -> worker.serve(endpoint, engines.apply(worker.index())));
    }

    /**
     * Calls an endpoint, at the next of its instances in turn, and waits for the whole answer. Fails if there is none.
     *
     * @param endpoint {@code namespace/component/endpoint}, or the last part alone; then it is {@code seat/demo/<endpoint>}
     * @param json the request, a JSON value
     * @return the items, JSON values
     */
    public List<String> call(String endpoint, String json) {
        return await("the answer of " + endpoint, start(endpoint, json));
    }

    /** Calls an endpoint at one worker, and waits for the whole answer. */
    public List<String> call(String endpoint, int worker, String json) {
        long instance = workers.get(worker).worker().instanceId();
        return await(
                "the answer of " + endpoint + " at worker " + worker,
                started(endpoint, (router, request) -> router.call(instance, request), json));
    }

    /** Calls an endpoint and does not wait. */
    public CompletionStage<List<String>> start(String endpoint, String json) {
        return started(endpoint, PushRouter::call, json);
    }

    @FunctionalInterface
    private interface Choice {
        CompletionStage<ResponseStream> call(PushRouter router, CallRequest request);
    }

    private CompletionStage<List<String>> started(String endpoint, Choice choice, String json) {
        CallRequest request =
                CallRequest.of("cluster-" + requests.incrementAndGet(), json.getBytes(StandardCharsets.UTF_8));
        PushRouter router = router(name(endpoint));
        Duration ceiling = waits.budget().stretched(waits.budget().ceiling());
        return router.awaitInstances(ceiling)
                .thenCompose(found -> choice.call(router, request))
                .thenCompose(Collected::of);
    }

    private PushRouter router(EndpointName name) {
        return routers.computeIfAbsent(name, made -> {
            PushRouter router = PushRouter.roundRobin(caller, discovery, made);
            closers.add("the router of " + made.path(), () -> {
                router.close();
                return CompletableFuture.completedFuture(null);
            });
            return router;
        });
    }

    /** Waits until the caller has heard that a worker serves an endpoint: else a call right behind the start might pass it over. */
    void awaitKnown(EndpointName name, ClusterWorker worker) {
        PushRouter router = router(name);
        mustHappen("the caller to know " + name.path() + " at " + worker, () -> knows(router, worker));
    }

    /** Waits until the caller has heard that a worker serves nothing any more. */
    void awaitForgotten(ClusterWorker worker) {
        mustHappen(
                "the caller to forget " + worker,
                () -> routers.values().stream().noneMatch(router -> knows(router, worker)));
    }

    private static boolean knows(PushRouter router, ClusterWorker worker) {
        long instance = worker.worker().instanceId();
        return router.source().stream().anyMatch(known -> known.id().instanceId() == instance);
    }

    static EndpointName name(String endpoint) {
        return endpoint.indexOf('/') < 0 ? new EndpointName("seat", "demo", endpoint) : EndpointName.parse(endpoint);
    }

    /** Waits for a stage and returns its value. Fails if the stage fails, or does not end within the ceiling. */
    public <T> T await(String what, CompletionStage<T> stage) {
        return waits.value(what, stage);
    }

    /** Waits until a condition holds. Fails if it does not within the ceiling. */
    public void mustHappen(String what, BooleanSupplier condition) {
        waits.mustHappen(waits.budget().ceiling(), what, condition);
    }

    /** Lets a span of time really pass in which a condition must not come to hold. */
    public void mustNotHappen(Duration span, String what, BooleanSupplier condition) {
        waits.mustNotHappen(span, what, condition);
    }

    /** Closes everything in reverse order, and returns what could not be closed or stayed. */
    public List<CaseFailure> close() {
        List<CaseFailure> findings = new ArrayList<>(closers.closeAll(waits));
        findings.addAll(hosts.leftovers());
        findings.addAll(hosts.close());
        return findings;
    }
}
