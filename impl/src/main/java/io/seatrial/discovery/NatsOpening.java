package io.seatrial.discovery;

import io.nats.client.Connection;
import io.seatrial.nats.NatsLink;
import io.seatrial.plane.PlaneException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A bucket that can be used.
 *
 * @param timeToLive how long its entries live
 */
record NatsOpening(KeyValueBucket bucket, Duration timeToLive) {

    /** Bound on the first connect, beyond the bound that the link has for it. */
    private static final Duration CONNECT = Duration.ofMinutes(1);

    /** Connects, and opens the bucket; see {@link NatsDiscovery#open(NatsLink, String, NatsTiming, DiscoveryContext)}. */
    static NatsOpening of(NatsLink link, String name, NatsTiming timing) {
        KeyValueBucket bucket = new KeyValueBucket(connected(link), name, timing, link.server());
        try {
            return new NatsOpening(bucket, bucket.ensure());
        } catch (IOException e) {
            throw new PlaneException.CannotConnect(
                    "Could not open the NATS key-value bucket " + name + " at " + link.server() + ": "
                            + Bucket.reason(e),
                    e);
        }
    }

    private static Connection connected(NatsLink link) {
        try {
            return link.connection().toCompletableFuture().get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PlaneException failure ? failure : failed(link, e);
        } catch (TimeoutException e) {
            throw failed(link, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(link, e);
        }
    }

    private static PlaneException failed(NatsLink link, Exception cause) {
        return new PlaneException.CannotConnect("Could not connect to NATS at " + link.server(), cause);
    }
}
