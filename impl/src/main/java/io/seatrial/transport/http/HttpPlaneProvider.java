package io.seatrial.transport.http;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.PlaneProvider;
import io.seatrial.plane.spi.Requested;
import io.seatrial.plane.spi.Setting;
import io.seatrial.settings.HttpSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The HTTP request plane: one shared listener in a process, shared connections to each peer. */
public final class HttpPlaneProvider implements PlaneProvider {

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public HttpPlaneProvider() {}

    @Override
    public PlaneMode mode() {
        return PlaneMode.HTTP;
    }

    @Override
    public boolean processWideServer() {
        return true;
    }

    @Override
    public List<Setting<?>> settings() {
        return HttpSettings.all();
    }

    @Override
    public Requested requested(PlaneContext context) {
        Optional<String> host = context.settings().get(HttpSettings.HOST);
        Optional<Integer> port = context.settings().get(HttpSettings.PORT);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("host", host.orElseGet(context.io()::localHost));
        fields.put("port", port.<Object>map(number -> number).orElse("OS-assigned"));
        fields.put("rpc_root", context.settings().get(HttpSettings.ROOT_PATH));
        return new Requested(host, port.filter(number -> number != 0), fields);
    }

    @Override
    public CompletionStage<RequestPlaneServer> start(PlaneContext context) {
        return HttpServer.start(context, new HttpBehaviour(context.profile()));
    }

    @Override
    public RequestPlaneClient createClient(PlaneContext context) {
        return new HttpClient(context, new HttpBehaviour(context.profile()));
    }
}
