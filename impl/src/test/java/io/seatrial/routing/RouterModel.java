package io.seatrial.routing;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a router should know, written down in the plainest way. */
final class RouterModel {

    private static final long INTERVAL = RouterTrial.INTERVAL.toMillis();
    private static final long NEVER = -INTERVAL;

    /** An instance that is announced. */
    static final class Life {
        final long id;
        final int port;
        final boolean onHttp;
        private long failedAt = NEVER;
        private long busyAt = NEVER;

        Life(long id, int port, boolean onHttp) {
            this.id = id;
            this.port = port;
            this.onHttp = onHttp;
        }

        Instance instance() {
            Instance onTcp = RouterTrial.instance(id, port);
            String url = "http://" + onTcp.address();
            return onHttp ? new Instance(onTcp.id(), new InstanceAddress(PlaneMode.HTTP, url)) : onTcp;
        }
    }

    private final RouterShape shape;
    private final boolean reference;
    private final SortedMap<Long, Life> lives = new TreeMap<>(Long::compareUnsigned);
    private long now;
    private long changedAt;
    private long turn;

    RouterModel(RouterShape shape) {
        this.shape = shape;
        this.reference = shape.profile().isReference();
    }

    void announce(Life life) {
        Life known = lives.get(life.id);
        if (known == null || known.port != life.port || known.onHttp != life.onHttp) {
            lives.put(life.id, life);
            changed();
        }
    }

    void withdraw(long id) {
        if (lives.remove(id) != null) {
            changed();
        }
    }

    private void changed() {
        changedAt = now;
        if (!reference) {
            lives.values().forEach(life -> {
                life.failedAt = NEVER;
                life.busyAt = NEVER;
            });
        }
    }

    /** The reference counts from the mark; Dynamo's clock strikes every interval since the last change. */
    private boolean counts(long markedAt) {
        if (markedAt < 0) {
            return false;
        }
        return reference
                ? now - markedAt < INTERVAL
                : (now - changedAt) / INTERVAL == (markedAt - changedAt) / INTERVAL;
    }

    private boolean isDown(Life life) {
        return counts(life.failedAt);
    }

    private boolean isBusy(Life life) {
        return counts(life.busyAt);
    }

    boolean isReachable(Life life) {
        return !reference || !life.onHttp;
    }

    void fail(Life failed) {
        Life life = reference && lives.get(failed.id) != failed ? null : lives.get(failed.id);
        if (shape.detectsFaults() && life != null && !isDown(life)) {
            life.failedAt = now;
        }
    }

    void load(long id, boolean busy) {
        Life life = lives.get(id);
        if (shape.mindsLoad() && life != null) {
            life.busyAt = busy ? now : NEVER;
        }
    }

    void pass(long millis) {
        now += millis;
    }

    long now() {
        return now;
    }

    Life life(long id) {
        return lives.get(id);
    }

    /** Returns whether an instance is there, on a plane that can be called, and not passed over. */
    boolean isAvailable(long id) {
        Life life = lives.get(id);
        return life != null && isReachable(life) && !isDown(life);
    }

    /** Returns whether everybody is busy, so that nobody is asked. */
    boolean refusesAll() {
        return shape.detectsFaults()
                && !lives.isEmpty()
                && lives.values().stream().allMatch(this::isBusy);
    }

    /** Returns whether there are instances, and all are on a plane that cannot be called. */
    boolean isElsewhere() {
        return !lives.isEmpty() && lives.values().stream().noneMatch(this::isReachable);
    }

    List<Long> source() {
        return new ArrayList<>(lives.keySet());
    }

    List<Long> available() {
        return where(life -> isAvailable(life.id));
    }

    List<Long> free() {
        return where(life -> !isBusy(life));
    }

    private List<Long> where(Predicate<Life> fits) {
        return lives.values().stream().filter(fits).map(life -> life.id).toList();
    }

    /** Returns who may be chosen for the next request: whose turn it is, or anybody of those available. */
    List<Life> next() {
        List<Life> available = available().stream().map(lives::get).toList();
        long mine = turn++;
        boolean inTurn = shape.mode() == RoutingMode.ROUND_ROBIN && !available.isEmpty();
        return inTurn ? List.of(available.get((int) (mine % available.size()))) : available;
    }
}
