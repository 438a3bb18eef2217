package io.seatrial.testkit.spi;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One process of the plane under test. */
public interface PlaneProcess {

    /** Makes a manager. It must not listen, connect or throw. */
    PlaneManager manager(ManagerSetup setup);

    /**
     * Returns the port that the process published for a transport.
     *
     * @throws io.seatrial.plane.PlaneException.ConfigurationError if none was bound yet
     */
    default int publishedPort(PlaneMode mode) {
        throw new UnsupportedOperationException("needs the capability " + Capability.SHARED_SERVER);
    }

    /** Tries to publish a port, as a server does after its bind. Returns whether it was taken; a second one is not. */
    default boolean publishPort(PlaneMode mode, int port) {
        throw new UnsupportedOperationException("needs the capability " + Capability.SHARED_SERVER);
    }

    /**
     * Opens a participant of the store that processes of one machine share through a directory. Needs
     * {@link Capability#FILE_DISCOVERY}. The testkit closes it.
     *
     * @param root the directory, as in Dynamo's {@code DYN_FILE_KV}
     */
    default Discovery fileDiscovery(Path root) {
        throw new UnsupportedOperationException("needs the capability " + Capability.FILE_DISCOVERY);
    }

    /**
     * Opens a participant of the store that processes share through a key-value bucket of a NATS server. Needs
     * {@link Capability#NATS_DISCOVERY}. The testkit closes it.
     *
     * @param setup its variables lead to the server
     * @param bucket the name of the bucket, made if there is none
     * @param timeToLive how long an entry lives that is not renewed
     */
    default Discovery natsDiscovery(ManagerSetup setup, String bucket, Duration timeToLive) {
        throw new UnsupportedOperationException("needs the capability " + Capability.NATS_DISCOVERY);
    }

    /**
     * Makes a worker. It listens on nothing until it serves something. Needs {@link Capability#RUNTIME}.
     *
     * @param store where it publishes; belongs to the testkit
     */
    default PlaneRuntime runtime(ManagerSetup setup, Discovery store) {
        throw new UnsupportedOperationException("needs the capability " + Capability.RUNTIME);
    }

    /** Closes every server of the process within its drain bound. Idempotent. Clients belong to who made them. */
    CompletionStage<DrainReport> close();
}
