package io.seatrial.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the managers of a process share, and how it ends. */
class ProcessScopeTest {

    private static final long CEILING_SECONDS = 60;

    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final Notices sink = notices::add;
    private final ProcessScope sockets = ProcessScope.open("scope-test");
    private final ProcessScope scope = ProcessScope.open(sockets.io(), sink);

    @AfterEach
    void closeSockets() {
        await(sockets.close());
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static <T> void assertFails(CompletionStage<T> stage, Class<? extends Throwable> type, String message) {
        assertThat(stage)
                .failsWithin(CEILING_SECONDS, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(type)
                .withMessageContaining(message);
    }

    private static CompletionStage<?> listenOn(ProcessScope which) {
        return which.io()
                .listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        channel -> {},
                        ChannelTuning.NO_DELAY);
    }

    private CompletionStage<RequestPlaneServer> start(EndingServer server) {
        return scope.server(server.mode(), () -> CompletableFuture.completedFuture(server));
    }

    @Test
    void shouldHandOutTheNetworkAndTheSinkThatItWasGiven() {
        assertThat(scope.io()).isSameAs(sockets.io());
        assertThat(scope.notices()).isSameAs(sink);
    }

    @Test
    void shouldKeepTheScopeOfTheJvmUntilItEnds() {
        ProcessScope global = ProcessScope.global();

        assertThat(ProcessScope.global()).isSameAs(global);
        assertFails(global.close(), IllegalStateException.class, "ends with the JVM");
        assertThat(global.isClosed()).isFalse();
    }

    @Test
    void shouldKeepAPortForEachModeAndReportToItsOwnSink() {
        assertThat(scope.port(PlaneMode.TCP)).isSameAs(scope.port(PlaneMode.TCP));
        assertThat(scope.port(PlaneMode.TCP)).isNotSameAs(scope.port(PlaneMode.HTTP));

        scope.port(PlaneMode.TCP).set(4100);
        scope.port(PlaneMode.TCP).set(4200);

        assertThat(notices).singleElement().asString().startsWith("TCP RPC port already set");
    }

    @Test
    void shouldStartAServerOnceAndShowItOnlyWithItsPort() {
        EndingServer server = new EndingServer(PlaneMode.TCP, 4100);

        assertThat(await(start(server))).isSameAs(server);
        assertThat(await(start(new EndingServer(PlaneMode.TCP, 4200)))).isSameAs(server);
        assertThat(scope.port(PlaneMode.TCP).get()).isEqualTo(4100);
    }

    @Test
    void shouldCloseEachServerAndTellWhatWasLeftInAll() {
        EndingServer tcp = new EndingServer(PlaneMode.TCP, 4100);
        EndingServer http = new EndingServer(PlaneMode.HTTP, 4200);
        await(start(tcp));
        await(start(http));

        CompletionStage<DrainReport> closed = scope.close();
        tcp.end(new DrainReport(3, 1));
        http.end(new DrainReport(2, 1));

        assertThat(await(closed)).isEqualTo(new DrainReport(5, 2));
        assertThat(await(scope.close())).as("a second close").isEqualTo(new DrainReport(5, 2));
        assertThat(scope.isClosed()).isTrue();
        await(listenOn(scope)); // the network is somebody else's
    }

    @Test
    void shouldCloseANetworkOfItsOwnAlsoWhenAServerFailsToClose() {
        ProcessScope own = ProcessScope.open("own-scope-test");
        EndingServer server = new EndingServer(PlaneMode.TCP, 4100);
        await(own.server(PlaneMode.TCP, () -> CompletableFuture.completedFuture(server)));

        CompletionStage<DrainReport> closed = own.close();
        server.fail(new IOException("a server that cannot"));

        assertFails(closed, IOException.class, "a server that cannot");
        assertFails(listenOn(own), IOException.class, "The network is closed");
    }

    @Test
    void shouldStartNothingOnceItIsClosed() {
        await(scope.close());

        assertFails(
                start(new EndingServer(PlaneMode.TCP, 4100)),
                PlaneException.Closed.class,
                "The process scope is closed");
        assertThat(scope.port(PlaneMode.TCP).current()).isEmpty();
    }

    @Test
    void shouldCloseAServerThatWasStartingMeanwhile() {
        CompletableFuture<RequestPlaneServer> starting = new CompletableFuture<>();
        CompletionStage<RequestPlaneServer> wanted = scope.server(PlaneMode.TCP, () -> starting);
        EndingServer late = new EndingServer(PlaneMode.TCP, 4100);

        await(scope.close());
        starting.complete(late);

        assertThat(late.isHealthy()).as("whether it was left open").isFalse();
        late.end(DrainReport.IDLE);
        assertFails(wanted, PlaneException.Closed.class, "The process scope is closed");
        assertThat(scope.port(PlaneMode.TCP).current()).isEmpty();
    }
}
