package io.seatrial.plane.spi;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One kind of request plane. Found by {@link java.util.ServiceLoader}; needs a public constructor without arguments. */
public interface PlaneProvider {

    /** Returns the mode that this provider serves. */
    PlaneMode mode();

    /** Returns whether all managers of a process share one server (TCP, HTTP) or have one each (NATS). */
    boolean processWideServer();

    /** Returns the settings that this provider reads. */
    List<Setting<?>> settings();

    /** Returns what the configuration asks for. A later manager that asks for another place than the process has is warned by it. */
    Requested requested(PlaneContext context);

    /**
     * Makes a server that listens. The returned stage completes once the listener is bound; if it fails, nothing is left behind.
     *
     * @return fails with {@link io.seatrial.plane.PlaneException.ConfigurationError} for an unusable address, with
     *     {@link io.seatrial.plane.PlaneException.BindFailed} when the system refuses it
     */
    CompletionStage<RequestPlaneServer> start(PlaneContext context);

    /** Makes a new client. It opens no connection. */
    RequestPlaneClient createClient(PlaneContext context);
}
