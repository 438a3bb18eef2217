package io.seatrial.routing;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.InstanceSet;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.Settings;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.ResponseStream;
import io.seatrial.settings.RouterSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Calls an endpoint by name: follows its instances in discovery, chooses one for each request, and passes over those that fail
 * (dynamo-manager.md 5.5, 5.6). Choosing takes no lock, and a request that does not migrate gets the stream of its instance as it is. Safe
 * for many threads.
 *
 * <p>An instance is passed over when a request to it fails for a reason that speaks against it, before its answer or in its midst, or when
 * it sends an error that does. It comes back after {@link RouterSettings#INHIBITED_DURATION}, or sooner if it is announced anew. Nothing is
 * tried twice unless {@link Migration} is asked for.
 */
public final class PushRouter implements AutoCloseable {

    private final RouterScope scope;
    private final Availability availability;
    private final Chooser chooser;
    private final Migration migration;
    private final RouterMetrics metrics;
    private final @Nullable Double busyThreshold;
    private final InstanceSet instances;

    private PushRouter(Builder made) {
        this.scope = new RouterScope(
                made.name, made.caller, made.plane, made.detectsFaults ? made.inhibition : Duration.ZERO);
        this.availability = new Availability(scope);
        this.busyThreshold = made.busyThreshold;
        this.chooser = new Chooser(scope, availability, made.mode, made.detectsFaults && busyThreshold != null);
        this.migration = made.migration;
        this.metrics = new RouterMetrics(made.caller.plane().services(), made.name);
        metrics.show(made.name, availability::view);
        this.instances =
                InstanceSet.follow(made.discovery, made.name, scope.io().scheduler(), availability::changed);
    }

    /** Begins to follow an endpoint whose instances are called in turn. The caller and the store belong to whoever made them. */
    public static PushRouter roundRobin(Caller caller, Discovery discovery, EndpointName name) {
        return builder(caller, discovery, name).build();
    }

    /** Begins to follow an endpoint whose instances are called at random. */
    public static PushRouter random(Caller caller, Discovery discovery, EndpointName name) {
        return builder(caller, discovery, name).mode(RoutingMode.RANDOM).build();
    }

    /** Begins to follow an endpoint of which each call names its instance. */
    public static PushRouter direct(Caller caller, Discovery discovery, EndpointName name) {
        return builder(caller, discovery, name).mode(RoutingMode.DIRECT).build();
    }

    /** Returns a builder of a router, with the settings of the caller's network. */
    public static Builder builder(Caller caller, Discovery discovery, EndpointName name) {
        return new Builder(caller, discovery, name);
    }

    /** Returns the endpoint that is called. */
    public EndpointName name() {
        return scope.name();
    }

    /**
     * Waits until a call finds an instance. One that is passed over counts when its time is over.
     *
     * @return what discovery announces; fails with {@link PlaneException.NoInstances} at the bound, with {@link PlaneException.Closed} if
     *     this is closed first
     */
    public CompletionStage<List<Instance>> awaitInstances(Duration bound) {
        long deadline = scope.io().nanoTime() + bound.toNanos();
        return instances
                .await(bound)
                .thenCompose(found -> new RoutableWait(
                                scope,
                                availability,
                                deadline,
                                () -> availability.isClosed()
                                        ? scope.errors().closed()
                                        : scope.errors().noInstances())
                        .begin());
    }

    /**
     * Calls an instance that this router chooses.
     *
     * @return as {@link Caller#call(io.seatrial.plane.EndpointId, io.seatrial.plane.InstanceAddress, CallRequest)}; fails with
     *     {@link PlaneException.NoInstances} if nobody is there or everybody is passed over, with {@link PlaneException.Overloaded} if
     *     everybody is busy, with {@link PlaneException.PlaneMismatch} if everybody is on another plane, with
     *     {@link PlaneException.Disconnected} if discovery drops the instance before the answer begins, with
     *     {@link PlaneException.InvalidRequest} if this router calls whom the caller names; use {@link #call(long, CallRequest)} then. In
     *     the {@code dynamo-1.0} profile these are untyped, but for the overload
     */
    public CompletionStage<ResponseStream> call(CallRequest request) {
        if (!migration.isOff()) {
            return callMigrating(request);
        }
        Target target;
        try {
            target = chooser.next(null);
        } catch (PlaneException nobody) {
            return CompletableFuture.failedFuture(nobody);
        }
        return send(target, request);
    }

    /**
     * Calls the instance that the caller names. Such a request does not migrate: it was meant for that instance.
     *
     * @return as {@link #call(CallRequest)}; an instance that is not there, or is passed over, is {@link PlaneException.NoInstances}
     */
    public CompletionStage<ResponseStream> call(long instanceId, CallRequest request) {
        Target target;
        try {
            target = chooser.named(instanceId);
        } catch (PlaneException nobody) {
            return CompletableFuture.failedFuture(nobody);
        }
        return send(target, request);
    }

    private CompletionStage<ResponseStream> send(Target target, CallRequest request) {
        return scope.caller().call(target.id(), target.instance().address(), request, target);
    }

    private CompletionStage<ResponseStream> callMigrating(CallRequest request) {
        Faults faults = availability.faults();
        Attempts attempts = new Attempts(chooser, scope.caller(), faults, metrics, migration.limit());
        return attempts.begin(
                request,
                stream -> new MigratingStream(
                        attempts, faults, scope.caller().plane().notices(), request, migration.continuation(), stream));
    }

    /** Returns the instances that discovery announces, by unsigned id. */
    public List<Instance> source() {
        return availability.view().instances(seat -> true);
    }

    /** Returns the instances that may be chosen, by unsigned id: without those that are passed over or on another plane. */
    public List<Instance> available() {
        return availability.view().available().stream().map(Target::instance).toList();
    }

    /** Returns the announced instances that are not busy, by unsigned id. */
    public List<Instance> free() {
        return availability.view().instances(seat -> !seat.isBusy());
    }

    /**
     * Passes over an instance of which somebody else knows that it is down. Without fault detection nothing happens.
     *
     * @return whether it is announced
     */
    public boolean reportDown(long instanceId) {
        return availability.reportDown(instanceId);
    }

    /**
     * Tells how loaded an instance is. Above the threshold it counts as busy, until it is told otherwise or the report is as old as a failure
     * may be. If all are busy, requests are refused. Without a threshold nothing happens.
     *
     * @param load in the unit of the threshold
     */
    public void reportLoad(long instanceId, double load) {
        if (busyThreshold != null) {
            availability.reportBusy(instanceId, load > busyThreshold);
        }
    }

    /** Ends the watch; later calls fail with {@link PlaneException.Closed}. Streams that have begun go on. Idempotent. */
    @Override
    public void close() {
        availability.close();
        instances.close();
        metrics.close();
    }

    /** What kind of router to make. */
    public static final class Builder {

        private final Caller caller;
        private final Discovery discovery;
        private final EndpointName name;
        private PlaneMode plane;
        private RoutingMode mode = RoutingMode.ROUND_ROBIN;
        private Duration inhibition;
        private boolean detectsFaults = true;
        private @Nullable Double busyThreshold;
        private Migration migration;

        private Builder(Caller caller, Discovery discovery, EndpointName name) {
            this.caller = Objects.requireNonNull(caller, "caller");
            this.discovery = Objects.requireNonNull(discovery, "discovery");
            this.name = Objects.requireNonNull(name, "name");
            this.plane = caller.mode();
            Settings settings = caller.plane().settings();
            this.inhibition = settings.get(RouterSettings.INHIBITED_DURATION);
            this.migration = Migration.upTo(settings.get(RouterSettings.MIGRATION_LIMIT));
        }

        /** Sets how instances are chosen; by default in turn. */
        public Builder mode(RoutingMode how) {
            this.mode = Objects.requireNonNull(how, "how");
            return this;
        }

        /** Sets the plane of the caller's client, where its transport has another name than the plane. */
        public Builder plane(PlaneMode mode) {
            this.plane = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /** Sets how long an instance that failed is passed over; zero for not at all. */
        public Builder inhibition(Duration span) {
            if (span.isNegative()) {
                throw new IllegalArgumentException("An instance cannot be passed over for " + span);
            }
            this.inhibition = span;
            return this;
        }

        /** Takes every announced instance as it is, whatever fails and however busy it is. */
        public Builder withoutFaultDetection() {
            this.detectsFaults = false;
            return this;
        }

        /** Sets the load above which an instance is busy; see {@link PushRouter#reportLoad}. */
        public Builder busyThreshold(double load) {
            this.busyThreshold = load;
            return this;
        }

        /** Sets whether requests migrate; by default up to {@link RouterSettings#MIGRATION_LIMIT} times, if no item came yet. */
        public Builder migration(Migration how) {
            this.migration = Objects.requireNonNull(how, "how");
            return this;
        }

        /** Makes the router, which begins to follow the endpoint. */
        public PushRouter build() {
            return new PushRouter(this);
        }
    }
}
