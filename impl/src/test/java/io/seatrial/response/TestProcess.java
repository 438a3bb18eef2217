package io.seatrial.response;

import io.netty.buffer.Unpooled;
import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.RuntimeSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The network of one process over real loopback sockets, with what it said to its operator. */
final class TestProcess implements AutoCloseable {

    final SocketIo io;
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    private PlaneContext plane;

    private TestProcess(SocketTransport transport, Profile profile) {
        io = SocketIo.open(transport, 2, "test", notices::add);
        Settings settings = Settings.read(Map.of(), RuntimeSettings.all())
                .with(RuntimeSettings.RESPONSE_HOST, Optional.of("127.0.0.1"));
        plane = new PlaneContext(io, settings, profile, notices::add);
    }

    static TestProcess open() {
        return open(Profile.REFERENCE);
    }

    static TestProcess open(Profile profile) {
        return new TestProcess(SocketTransport.best(), profile);
    }

    static TestProcess open(SocketTransport transport, Profile profile) {
        return new TestProcess(transport, profile);
    }

    <T> TestProcess with(Setting<T> setting, T value) {
        plane = new PlaneContext(io, plane.settings().with(setting, value), plane.profile(), plane.notices());
        return this;
    }

    PlaneContext plane() {
        return plane;
    }

    static InboundRequest request(byte[] payload) {
        return new InboundRequest(Unpooled.wrappedBuffer(payload), Map.of());
    }

    @Override
    public void close() throws Exception {
        io.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
