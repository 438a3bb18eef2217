package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.GENERATE;
import static io.seatrial.runtime.WorkerUnderTest.done;
import static io.seatrial.runtime.WorkerUnderTest.eventually;
import static io.seatrial.runtime.WorkerUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.seatrial.plane.Profile;
import io.seatrial.response.Engine;
import io.seatrial.response.ResponseStream;
import io.seatrial.settings.SystemSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SystemServerLifeTest extends SystemServerFixture {

    @Test
    void shouldNotBeThereUnlessAskedFor() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            done(test.worker().serve(GENERATE, Engine.of("1")));
            assertThat(done(test.worker().systemServer())).isEmpty();
            assertThat(test.said()).doesNotContain("System server listening");
        }
    }

    @Test
    void shouldReportAPortThatIsTakenAndServeAllTheSame() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                WorkerUnderTest test = WorkerUnderTest.reference().with(SystemSettings.PORT, taken.getLocalPort())) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            assertThat(Answers.of(done(test.call(endpoint.address())))).containsExactly("1");
            assertThat(test.notices.toString()).contains("System server failed to start", "Address already in use");
        }
    }

    @Test
    void shouldReportAHostThatIsNoAddress() {
        try (WorkerUnderTest test = served(Profile.REFERENCE).with(SystemSettings.HOST, "localhost")) {
            assertThat(done(test.worker().systemServer())).isEmpty();
            assertThat(test.notices.toString()).contains("DYN_SYSTEM_HOST='localhost' is no IP address");
        }
    }

    @Test
    void shouldAnswerWithNotReadyWhileDrainingAndStopLast() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            HeldEngine engine = new HeldEngine();
            Endpoint endpoint =
                    done(test.worker().serve(GENERATE, engine, EndpointOptions.DEFAULT.withHealthPayload("{}")));
            assertThat(get(test, "/health").statusCode()).isEqualTo(200);
            ResponseStream stream = done(test.call(endpoint.address()));
            CompletableFuture<List<String>> answer = Answers.collect(stream).toCompletableFuture();
            done(engine.began);
            List<Integer> whileDisconnecting = new ArrayList<>();
            InetSocketAddress address = address(test);
            test.worker().onDisconnect("store", () -> {
                return CompletableFuture.runAsync(
                        () -> whileDisconnecting.add(get(test, "/health").statusCode()));
            });

            CompletableFuture<ShutdownReport> down = test.worker().shutdown().toCompletableFuture();
            HttpResponse<String> page = get(test, "/health");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("\"generate\":\"notready\"", "\"status\":\"notready\"");
            assertThat(get(test, "/metrics").body()).contains("dynamo_component_inflight_requests{");
            engine.end();
            done(answer);
            assertThat(done(down).complete()).isTrue();
            assertThat(whileDisconnecting).containsExactly(503);
            assertRefuses(address);
        }
    }

    @Test
    void shouldRefuseFromTheFirstPhaseOnInTheModel() {
        try (WorkerUnderTest test = served(Profile.DYNAMO_1_0)) {
            HeldEngine engine = new HeldEngine();
            Endpoint endpoint = done(test.worker().serve(GENERATE, engine));
            ResponseStream stream = done(test.call(endpoint.address()));
            CompletableFuture<List<String>> answer = Answers.collect(stream).toCompletableFuture();
            done(engine.began);
            InetSocketAddress address = address(test);
            CompletableFuture<ShutdownReport> down = test.worker().shutdown().toCompletableFuture();
            eventually().untilAsserted(() -> assertRefuses(address));
            assertThat(down).isNotDone();
            engine.end();
            done(answer);
            done(down);
        }
    }

    private static void assertRefuses(InetSocketAddress address) {
        assertThat(catchThrowable(() -> new Socket(address.getAddress(), address.getPort()).close()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void shouldNotStartOnceTheWorkerIsClosed() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            done(test.worker().close());
            failure(test.worker().systemServer());
            assertThat(test.said()).doesNotContain("System server listening");
        }
    }
}
