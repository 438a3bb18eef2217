package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.Setting;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A worker whose callers are raw sockets. Closing it checks that nothing is in flight. */
final class WorkerUnderTest implements AutoCloseable {

    static final String SUBJECT = "6b1d2c1e-7a54-4c0b-9a2e-2f9f0c1d3e4f";

    final RawConnection.Listener home = new RawConnection.Listener();
    final CallHomeHandler handler;
    private final TestProcess process;
    private CompletableFuture<Void> done = new CompletableFuture<>();

    private WorkerUnderTest(TestProcess process, Engine engine) {
        this.process = process;
        this.handler = new CallHomeHandler(process.plane(), engine);
    }

    static WorkerUnderTest of(Profile profile, Engine engine) {
        return new WorkerUnderTest(TestProcess.open(profile), engine);
    }

    static <T> WorkerUnderTest of(Profile profile, Engine engine, Setting<T> setting, T value) {
        return new WorkerUnderTest(TestProcess.open(profile).with(setting, value), engine);
    }

    /** Waits so long for the other side's close that no test sees the end of it: where it sees an end, something else led to it. */
    static WorkerUnderTest patient(Profile profile, Engine engine) {
        return of(profile, engine, RuntimeSettings.CLOSE_WAIT, Duration.ofHours(1));
    }

    /** Hands a request to the worker as a server would. */
    CompletableFuture<Void> handle(String control, String body) {
        return handle(RawFrames.frame(control, body));
    }

    /** Hands a payload to the worker as a server would. */
    CompletableFuture<Void> handle(byte[] payload) {
        done = handler.handle(TestProcess.request(payload)).toCompletableFuture();
        return done;
    }

    /** Sends a request and accepts the call-home that it leads to, up to its handshake. */
    RawConnection call() {
        return call("r-1", "{\"x\":1}");
    }

    RawConnection call(String id, String body) {
        handle(RawFrames.control(id, home.address(), SUBJECT), body);
        RawConnection caller = home.accept();
        assertThat(caller.read()).isEqualTo(RawConnection.Frame.header(RawFrames.handshakeJson(SUBJECT)));
        return caller;
    }

    /** Returns the stage of the last request. */
    CompletableFuture<Void> done() {
        return done;
    }

    List<Notice> notices() {
        return process.notices;
    }

    long errors(HandlerError error) {
        return handler.metrics().errors(error);
    }

    /** Waits until an error was counted that often. */
    void awaitErrors(HandlerError error, long count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(errors(error)).as(error.label()).isEqualTo(count));
    }

    @Override
    public void close() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(handler.metrics().inFlight()).isZero());
        home.close();
        process.close();
    }
}
