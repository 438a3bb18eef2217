package io.seatrial.routing;

import io.seatrial.plane.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a router should know, written down in the plainest way. */
final class RouterModel {

    private static final long INTERVAL = RouterTrial.INTERVAL.toMillis();

    /** An instance that is announced. */
    static final class Life {
        final long id;
        final int port;
        private long failedAt = -INTERVAL;

        Life(long id, int port) {
            this.id = id;
            this.port = port;
        }
    }

    private final Profile profile;
    private final SortedMap<Long, Life> lives = new TreeMap<>(Long::compareUnsigned);
    private long now;
    private long changedAt;
    private long turn;

    RouterModel(Profile profile) {
        this.profile = profile;
    }

    void announce(long id, int port) {
        Life known = lives.get(id);
        if (known == null || known.port != port) {
            lives.put(id, new Life(id, port));
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
        if (!profile.isReference()) {
            lives.values().forEach(life -> life.failedAt = -INTERVAL);
        }
    }

    /** The reference counts from the failure; Dynamo's clock strikes every interval since the last change. */
    private boolean isDown(Life life) {
        if (life.failedAt < 0) {
            return false;
        }
        return profile.isReference()
                ? now - life.failedAt < INTERVAL
                : (now - changedAt) / INTERVAL == (life.failedAt - changedAt) / INTERVAL;
    }

    void fail(Life failed) {
        Life life = profile.isReference() ? lives.get(failed.id) == failed ? failed : null : lives.get(failed.id);
        if (life != null && !isDown(life)) {
            life.failedAt = now;
        }
    }

    void pass(long millis) {
        now += millis;
    }

    Life life(long id) {
        return lives.get(id);
    }

    boolean isAvailable(long id) {
        return lives.containsKey(id) && !isDown(lives.get(id));
    }

    List<Long> source() {
        return new ArrayList<>(lives.keySet());
    }

    List<Long> available() {
        return lives.keySet().stream().filter(this::isAvailable).toList();
    }

    /** Returns whose turn it is, or {@code null} if there is nobody. */
    Life next() {
        List<Long> available = available();
        long mine = turn++;
        return available.isEmpty() ? null : lives.get(available.get((int) (mine % available.size())));
    }
}
