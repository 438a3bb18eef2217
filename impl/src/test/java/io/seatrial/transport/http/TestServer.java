package io.seatrial.transport.http;

import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.Tests;
import io.seatrial.settings.HttpSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server on a loopback socket with threads of its own, and what it told its operator. */
final class TestServer implements AutoCloseable {

    final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
    final SocketIo io;
    final RequestPlaneServer server;

    private TestServer(Profile profile, Settings settings) {
        this.io = SocketIo.open(SocketTransport.best(), 2, "http-test", notices::add);
        try {
            this.server = Tests.await(HttpServer.start(
                    new PlaneContext(io, settings, profile, notices::add), new HttpBehaviour(profile)));
        } catch (RuntimeException e) {
            Tests.await(io.close());
            throw e;
        }
    }

    static TestServer start(Profile profile, Settings settings) {
        return new TestServer(profile, settings);
    }

    static TestServer reference() {
        return start(Profile.REFERENCE, settings());
    }

    static <T> TestServer reference(Setting<T> setting, T value) {
        return start(Profile.REFERENCE, settings().with(setting, value));
    }

    static TestServer model() {
        return start(Profile.DYNAMO_1_0, settings());
    }

    /** Returns defaults, on loopback. */
    static Settings settings() {
        return Settings.read(Map.of(), List.of()).with(HttpSettings.HOST, Optional.of("127.0.0.1"));
    }

    TestServer serving(EndpointId id, RequestHandler handler) {
        Tests.await(server.register(id, handler, HealthListener.NONE));
        return this;
    }

    DrainReport unregister(EndpointId id) {
        return Tests.await(server.unregister(id));
    }

    int port() {
        return server.port();
    }

    Http1Caller http1() {
        return Http1Caller.to(port());
    }

    Http2Caller http2(int... settings) {
        return Http2Caller.to(port(), settings);
    }

    /** Returns the path of a published address. */
    String path(EndpointId id) {
        String published = server.publishedAddress(id).value();
        return published.substring(published.indexOf('/', "http://".length()));
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
