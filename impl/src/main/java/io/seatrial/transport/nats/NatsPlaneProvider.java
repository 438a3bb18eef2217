package io.seatrial.transport.nats;

import io.seatrial.nats.NatsLink;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.PlaneProvider;
import io.seatrial.plane.spi.Requested;
import io.seatrial.plane.spi.Setting;
import io.seatrial.settings.NatsSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The NATS request plane: a server for each manager, and clients, on the one connection that the runtime hands over as a
 * {@link NatsLink} among the services.
 */
public final class NatsPlaneProvider implements PlaneProvider {

    /** The name of the plane as messages write it. */
    static final String NAME = "NATS";

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public NatsPlaneProvider() {}

    @Override
    public PlaneMode mode() {
        return PlaneMode.NATS;
    }

    @Override
    public boolean processWideServer() {
        return false;
    }

    @Override
    public List<Setting<?>> settings() {
        return NatsSettings.all();
    }

    @Override
    public Requested requested(PlaneContext context) {
        return new Requested(Optional.empty(), Optional.empty(), Map.of());
    }

    @Override
    public CompletionStage<RequestPlaneServer> start(PlaneContext context) {
        try {
            return NatsServer.start(context, new NatsBehaviour(context.profile()), link(context));
        } catch (PlaneException.ConfigurationError e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public RequestPlaneClient createClient(PlaneContext context) {
        return new NatsClient(context, new NatsBehaviour(context.profile()), link(context));
    }

    private static NatsLink link(PlaneContext context) {
        return context.services()
                .find(NatsLink.class)
                .orElseThrow(() -> new PlaneException.ConfigurationError("NATS client required for NATS mode"));
    }
}
