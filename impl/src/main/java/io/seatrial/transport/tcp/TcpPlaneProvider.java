package io.seatrial.transport.tcp;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.PlaneProvider;
import io.seatrial.plane.spi.Requested;
import io.seatrial.plane.spi.Setting;
import io.seatrial.settings.TcpSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The TCP request plane: one shared listener in a process, shared connections to each peer. */
public final class TcpPlaneProvider implements PlaneProvider {

    /** The plane as messages write it. */
    static final String NAME = "TCP";

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public TcpPlaneProvider() {}

    @Override
    public PlaneMode mode() {
        return PlaneMode.TCP;
    }

    @Override
    public boolean processWideServer() {
        return true;
    }

    @Override
    public List<Setting<?>> settings() {
        return TcpSettings.all();
    }

    @Override
    public Requested requested(PlaneContext context) {
        Optional<String> host = context.settings().get(TcpSettings.HOST);
        Optional<Integer> port = context.settings().get(TcpSettings.PORT);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("host", host.orElseGet(context.io()::localHost));
        fields.put("port", port.<Object>map(number -> number).orElse("OS-assigned"));
        return new Requested(host, port.filter(number -> number != 0), fields);
    }

    @Override
    public CompletionStage<RequestPlaneServer> start(PlaneContext context) {
        return TcpServer.start(context, new TcpBehaviour(context.profile()));
    }

    @Override
    public RequestPlaneClient createClient(PlaneContext context) {
        return new TcpClient(context, new TcpBehaviour(context.profile()));
    }
}
