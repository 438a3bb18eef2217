package io.seatrial.transport.tcp;

import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.Tests;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A server on a loopback socket with threads of its own, and what it told its operator. */
final class TestServer implements AutoCloseable {

    final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
    final SocketIo io;
    final PlaneContext context;
    final RequestPlaneServer server;

    private TestServer(Profile profile, Settings settings, @Nullable Notices operator) {
        Notices told = operator == null ? notices::add : operator;
        this.io = SocketIo.open(SocketTransport.best(), 2, "tcp-test", told);
        this.context = new PlaneContext(io, settings, profile, told);
        try {
            this.server = Tests.await(TcpServer.start(context, new TcpBehaviour(profile)));
        } catch (RuntimeException e) {
            Tests.await(io.close());
            throw e;
        }
    }

    static TestServer start(Profile profile, Settings settings) {
        return new TestServer(profile, settings, null);
    }

    /** Starts a server that tells somebody else: {@link #notices} stay empty, however many there are. */
    static TestServer telling(Profile profile, Notices operator) {
        return new TestServer(profile, settings(), operator);
    }

    static TestServer reference() {
        return start(Profile.REFERENCE, settings());
    }

    static TestServer model() {
        return start(Profile.DYNAMO_1_0, settings());
    }

    /** Returns defaults, on loopback. */
    static Settings settings() {
        return Settings.read(Map.of(), List.of()).with(TcpSettings.HOST, Optional.of("127.0.0.1"));
    }

    static <T> Settings settings(Setting<T> setting, T value) {
        return settings().with(setting, value);
    }

    void register(EndpointId id, RequestHandler handler) {
        Tests.await(server.register(id, handler, HealthListener.NONE));
    }

    DrainReport unregister(EndpointId id) {
        return Tests.await(server.unregister(id));
    }

    RawConnection connect() throws IOException {
        return RawConnection.to(server.port());
    }

    /** Returns the path that callers of a published address put into their frames. */
    String path(EndpointId id) {
        String published = server.publishedAddress(id).value();
        return published.substring(published.indexOf('/') + 1);
    }

    /** Returns what was said, one line each, in order. */
    List<String> said() {
        return notices.stream().map(Notice::toString).toList();
    }

    @Override
    public void close() {
        Tests.await(server.close());
        Tests.await(io.close());
    }
}
