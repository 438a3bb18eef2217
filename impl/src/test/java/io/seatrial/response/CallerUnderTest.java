package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.Setting;
import io.seatrial.settings.RuntimeSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A caller whose workers are raw sockets. Closing it checks that nothing is registered or open. */
final class CallerUnderTest implements AutoCloseable {

    static final InstanceAddress ADDRESS = InstanceAddress.tcp("127.0.0.1:1/1/generate");
    static final EndpointId INSTANCE = EndpointId.of("seat", "demo", "generate", 1);

    final TestClient client = new TestClient();
    final ResponseServer server;
    private final TestProcess process;
    final Caller caller;
    private final Profile profile;

    private CallerUnderTest(TestProcess process, Profile profile) {
        this.process = process;
        this.profile = profile;
        this.server = new ResponseServer(process.plane());
        this.caller = new Caller(process.plane(), server, client);
    }

    static CallerUnderTest of(Profile profile) {
        return new CallerUnderTest(TestProcess.open(profile), profile);
    }

    static <T> CallerUnderTest of(Profile profile, Setting<T> setting, T value) {
        return new CallerUnderTest(TestProcess.open(profile).with(setting, value), profile);
    }

    /** Waits so long for the other side's close that no test sees the end of it. */
    static CallerUnderTest patient(Profile profile) {
        return of(profile, RuntimeSettings.CLOSE_WAIT, Duration.ofHours(1));
    }

    StreamContext context(String id) {
        return StreamContext.of(id, Map.of(), profile);
    }

    CompletableFuture<ResponseStream> call(StreamContext context) {
        byte[] body = "{\"x\":1}".getBytes(StandardCharsets.UTF_8);
        return caller.call(INSTANCE, ADDRESS, new CallRequest(context, body)).toCompletableFuture();
    }

    CompletableFuture<ResponseStream> call() {
        return call(context("r-1"));
    }

    /** A stream that has begun, with the worker at its other end. */
    record Begun(ResponseStream stream, RawConnection worker) implements AutoCloseable {
        @Override
        public void close() {
            worker.close();
        }
    }

    /** Calls, and answers as a worker up to the prologue. */
    Begun begin() throws Exception {
        return begin(context("r-1"));
    }

    Begun begin(StreamContext context) throws Exception {
        CompletableFuture<ResponseStream> answer = call(context);
        RawConnection worker = client.next().acknowledge().callHome().send(RawFrames.header(RawFrames.OK));
        return new Begun(answer.get(30, TimeUnit.SECONDS), worker);
    }

    List<Notice> notices() {
        return process.notices;
    }

    void awaitNothingLeft() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(server.pending()).as("registrations").isZero();
            assertThat(server.connections()).as("connections").isZero();
        });
    }

    @Override
    public void close() throws Exception {
        awaitNothingLeft();
        server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        process.close();
    }
}
