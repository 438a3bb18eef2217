package io.seatrial.discovery;

import io.nats.client.Connection;
import io.seatrial.nats.LinkListener;
import io.seatrial.nats.NatsLink;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Discovery among the processes of several machines through a key-value bucket of a NATS server with JetStream. One entry is one instance,
 * as JSON; its owner writes it again before it expires, and so restores what others delete or the server loses.
 *
 * <p>All work is done by one thread of this object, a daemon that ends with {@link #close}; the connection belongs to whoever made the link. A
 * process that ends without closing leaves its entries to expire, which the server tells nobody: who watches notices that they are not
 * renewed, and looks.
 */
public final class NatsDiscovery extends KeptDiscovery {

    /** How long a listing may take before another is begun. */
    private static final Duration LISTING = Duration.ofSeconds(5);

    private final NatsLink link;
    private final String name;
    private final NatsTiming timing;
    private final InstantSource clock;

    /** When the connection is back, the server may have lost the bucket, what was said of it, and who watches. */
    private final LinkListener listener = new LinkListener() {
        @Override
        public void restored(Connection connection) {
            keeper.accepts(() -> {
                interrupted();
                lookAround();
            });
        }
    };

    // All below is used by the keeper only.
    private final KeyValueEntries own;
    private final KeyValueView view;
    private final List<HubWatch> beginning = new ArrayList<>();
    private KeyValueBucket bucket;
    private Duration timeToLive;
    private Instant nextRenewal;
    private Instant calm = Instant.MIN;
    private boolean restoring;
    private boolean watched;
    private @Nullable KeyValueWatch live;

    private NatsDiscovery(NatsLink link, NatsOpening opened, String name, NatsTiming timing, DiscoveryContext context) {
        super(
                new StoreDescription(
                        "NATS key-value bucket " + name + " at " + link.server(),
                        "check that a worker serves the endpoint and publishes in the same bucket of the same server"),
                context);
        this.link = link;
        this.name = name;
        this.timing = timing;
        this.clock = context.clock();
        this.own = new KeyValueEntries(notices);
        this.view = new KeyValueView(hub, new InstanceJson(context.modes()), clock, notices);
        this.bucket = opened.bucket();
        this.timeToLive = opened.timeToLive();
        this.nextRenewal = renewalFromNow();
    }

    /**
     * Opens the store with the default timing.
     *
     * @see #open(NatsLink, String, NatsTiming, DiscoveryContext)
     */
    public static NatsDiscovery open(NatsLink link, String bucket, DiscoveryContext context) {
        return open(link, bucket, NatsTiming.DEFAULT, context);
    }

    /**
     * Opens the store. The bucket is created if it is missing. Blocks the calling thread while it connects and asks the server.
     *
     * @param bucket the name of the bucket: ASCII letters, digits, {@code -} and {@code _}
     * @throws PlaneException.ConfigurationError if the server has no JetStream, or a bucket of this name whose entries never expire
     * @throws PlaneException.CannotConnect if the server is not reached
     */
    public static NatsDiscovery open(NatsLink link, String bucket, NatsTiming timing, DiscoveryContext context) {
        NatsOpening opened = NatsOpening.of(link, bucket, timing);
        NatsDiscovery discovery = new NatsDiscovery(link, opened, bucket, timing, context);
        link.add(discovery.listener);
        Duration often = NatsTiming.renewal(opened.timeToLive()).dividedBy(2);
        discovery.keeper.repeat(discovery::lookAround, often.compareTo(timing.look()) < 0 ? often : timing.look());
        return discovery;
    }

    @Override
    void publish(Instance instance) throws IOException {
        requireConnection();
        long revision;
        try {
            revision = own.publish(bucket, instance);
        } catch (IOException e) {
            bucket.ensure(); // the server may have lost the bucket
            revision = own.publish(bucket, instance);
        }
        view.take(instance, revision);
    }

    @Override
    void withdraw(EndpointId id) throws IOException {
        own.withdraw(bucket, id).ifPresent(revision -> view.drop(id, revision));
    }

    @Override
    InstanceHub look() throws IOException {
        requireConnection();
        try {
            return view.snapshot(bucket.all());
        } catch (IOException e) {
            bucket.ensure();
            return view.snapshot(bucket.all());
        }
    }

    /** Without a connection each exchange would wait for its bound, and be made up for later, when nobody counts on it. */
    private void requireConnection() throws IOException {
        if (!link.isConnected()) {
            throw new IOException("there is no connection to NATS at " + link.server() + " now");
        }
    }

    @Override
    void begin(HubWatch watch) {
        beginning.add(watch);
        watched = true;
        relist();
    }

    /** Lists the entries, and watches them from then on. */
    private void relist() {
        if (!link.isConnected()) {
            return; // it is done when the connection is back
        }
        KeyValueWatch before = live;
        List<HubWatch> waiting = new ArrayList<>(beginning);
        if (before != null) {
            waiting.addAll(before.beginning);
        }
        boolean begun = troubles.attempt("list the entries", () -> {
            live = KeyValueWatch.start(
                    bucket, clock.instant(), waiting, arrival -> keeper.accepts(() -> arrived(arrival)));
        });
        if (!begun) {
            restoring = true;
            return;
        }
        beginning.clear();
        if (before != null) {
            before.close();
        }
        settle();
    }

    private void arrived(KeyValueWatch.Arrival arrival) {
        KeyValueWatch watch = arrival.watch();
        if (isClosing() || !watch.equals(live)) {
            return;
        }
        view.take(arrival.entry());
        if (!watch.isComplete()) {
            watch.note(arrival.entry());
            settle();
        }
    }

    /** Makes use of a listing that has become complete. */
    private void settle() {
        KeyValueWatch watch = live;
        if (watch == null || !watch.isComplete()) {
            return;
        }
        view.reconcile(watch.found(), timeToLive, calm);
        watch.beginning.forEach(hub::attach);
        watch.beginning.clear();
    }

    /** Does what is due: renewals, listings, and what could not be done before. */
    private void lookAround() {
        if (isClosing() || !useConnection()) {
            return;
        }
        if (restoring && !restore()) {
            return;
        }
        if (!clock.instant().isBefore(nextRenewal)) {
            renew();
        }
        if (watched && wantsListing()) {
            relist();
        }
    }

    private boolean useConnection() {
        Connection now = link.current().orElse(null);
        if (now == null) { // closed for good; the next one is asked for, and used when it is there
            link.connection().whenComplete((connection, failure) -> {});
            return false;
        }
        if (!now.equals(bucket.connection())) {
            bucket = new KeyValueBucket(now, name, timing, link.server());
            interrupted();
        }
        return link.isConnected();
    }

    private boolean wantsListing() {
        KeyValueWatch watch = live;
        if (watch == null || !beginning.isEmpty()) {
            return true;
        }
        Instant now = clock.instant();
        if (!watch.isComplete()) {
            return watch.began().plus(LISTING).isBefore(now);
        }
        return calm.isBefore(now.minus(timeToLive)) && view.hasOverdue(timeToLive);
    }

    private void renew() {
        if (troubles.attempt("renew its entries, which expire unless this ends,", () -> own.renew(bucket))) {
            nextRenewal = renewalFromNow();
        } else {
            restoring = true;
        }
    }

    private Instant renewalFromNow() {
        return clock.instant().plus(NatsTiming.renewal(timeToLive));
    }

    private void interrupted() {
        calm = clock.instant();
        restoring = true;
    }

    private boolean restore() {
        boolean restored = troubles.attempt("use the bucket again", () -> {
            try {
                timeToLive = bucket.ensure();
            } catch (PlaneException.ConfigurationError e) {
                throw new IOException(e.getMessage(), e);
            }
            own.renew(bucket);
        });
        if (restored) {
            restoring = false;
            nextRenewal = renewalFromNow();
            if (watched) {
                relist();
            }
        }
        return restored;
    }

    @Override
    @Nullable
    IOException finish() {
        link.remove(listener);
        KeyValueWatch open = live;
        live = null;
        if (open != null) {
            open.close();
        }
        if (own.isEmpty()) {
            return null;
        }
        return link.isConnected()
                ? own.withdrawAll(bucket)
                : new IOException("there is no connection to NATS at " + link.server() + " now");
    }
}
