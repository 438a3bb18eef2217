package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.HttpSettings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1 that means no good: it is refused and cut off, costs a bounded amount of memory, and others are served meanwhile. */
@ExtendWith(NoLeaks.class)
class HostileHttp1Test {

    private static final String PATH = "/v1/rpc/1a2b/ns/backend/generate";
    private static final Settings HASTY = TestServer.settings()
            .with(HttpSettings.EXCHANGE_TIMEOUT, Duration.ofMillis(500))
            .with(HttpSettings.MAX_HEADER_SIZE, 8192);

    private final TestHandler handler = TestHandler.quick();
    private final TestServer server = TestServer.start(Profile.REFERENCE, HASTY).serving(GENERATE, handler);

    @AfterEach
    void othersAreServed() {
        handler.payloads.clear();
        try (Http1Caller other = server.http1()) {
            assertThat(other.ask(PATH, "other").status()).isEqualTo(202);
        }
        await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("other"));
        server.close();
    }

    private void refused(String bytes, int status) {
        try (Http1Caller caller = server.http1()) {
            caller.send(bytes);
            Http1Caller.Answer answer = caller.answer();
            assertThat(answer.status()).as(bytes).isEqualTo(status);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(caller.isEnded()).isTrue();
        }
        assertThat(handler.payloads).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: 3\r\ntransfer-encoding: chunked",
                "transfer-encoding: chunked\r\ncontent-length: 3",
                "content-length: 3\r\ncontent-length: 4",
                "content-length: 3, 4",
                "content-length: +3",
                "content-length: -3",
                "content-length: 0x3",
                "content-length: 3 3",
                "content-length:",
                "content-length : 3",
                "transfer-encoding: chunked, identity",
                "content-length: 3\r\nbroken",
                "content-length: 3\r\nbad name: x",
                "content-length: 3\r\nhost: another",
                "content-length: 3\nx: bare line feed",
                "x: nul\0inside"
            })
    void shouldRefuseAHeadThatTwoReadersCouldReadDifferently(String lines) {
        refused("POST " + PATH + " HTTP/1.1\r\nhost: test\r\n" + lines + "\r\n\r\nabcGET / HTTP/1.1\r\n\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "gzip", "chunked, chunked", "xchunked"})
    void shouldRefuseTransferCodingsThatItDoesNotUndo(String codings) {
        try (Http1Caller caller = server.http1()) {
            caller.send("POST " + PATH + " HTTP/1.1\r\nhost: test\r\ntransfer-encoding: " + codings
                    + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
            assertThat(caller.answer().status()).isIn(400, 501);
            assertThat(caller.isEnded()).isTrue();
        }
        assertThat(handler.payloads).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n",
                "-1\r\nabc\r\n",
                "3\r\nabcd\r\n",
                "ffffffffffffffff\r\n",
                "3 3\r\nabc\r\n",
                "\r\n\r\n",
                "3\nabc\n0\n\n",
                "0\r\nbroken trailer\r\n\r\n"
            })
    void shouldRefuseBrokenChunks(String chunks) {
        refused("POST " + PATH + " HTTP/1.1\r\nhost: test\r\ntransfer-encoding: chunked\r\n\r\n" + chunks, 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|400",
                "POST /v1/rpc/a|400",
                "POST /v1/rpc/a HTTP/1.1 x|400",
                "POST /v1/rpc/a SMTP/1.1|400",
                "\u0001\u0002\u0003|400"
            })
    void shouldRefuseWhatIsNoRequest(String line, int status) {
        refused(line + "\r\nhost: test\r\n\r\n", status);
    }

    @Test
    void shouldRefuseARequestThatDoesNotSayForWhomItIs() {
        refused("POST " + PATH + " HTTP/1.1\r\ncontent-length: 0\r\n\r\n", 400);
    }

    @Test
    void shouldRefuseAnEndlessRequestLine() {
        refused("POST /v1/rpc/" + "a".repeat(20_000), 414);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x: %s\r\n", "%s: x\r\n", "x: %s"})
    void shouldRefuseAHeaderThatIsTooLong(String field) {
        refused("POST " + PATH + " HTTP/1.1\r\nhost: test\r\n" + field.formatted("a".repeat(9000)), 431);
    }

    @Test
    void shouldRefuseTooManyHeaders() {
        String many = "x: 1\r\n".repeat(3000);
        refused("POST " + PATH + " HTTP/1.1\r\nhost: test\r\n" + many, 431);
    }

    @Test
    void shouldRefuseEndlessTrailers() {
        String many = "x: 1\r\n".repeat(3000);
        refused("POST " + PATH + " HTTP/1.1\r\nhost: test\r\ntransfer-encoding: chunked\r\n\r\n0\r\n" + many, 431);
    }

    @Test
    void shouldRefuseABodyWithoutAnEnd() {
        try (TestServer small = TestServer.reference(HttpSettings.MAX_BODY_SIZE, 100_000);
                Http1Caller caller = small.http1()) {
            caller.send("POST /v1/rpc/a HTTP/1.1\r\nhost: test\r\ntransfer-encoding: chunked\r\n\r\n");
            caller.send("4000\r\n" + "x".repeat(0x4000) + "\r\n");
            for (int i = 0; i < 6; i++) {
                caller.send("4000\r\n" + "x".repeat(0x4000) + "\r\n");
            }
            assertThat(caller.answer().status()).isEqualTo(413);
            assertThat(caller.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P",
                "POST ",
                "POST /v1/rpc/a HTTP/1.1\r\n",
                "POST /v1/rpc/a HTTP/1.1\r\nhost: test\r\nx: ",
                "POST /v1/rpc/a HTTP/1.1\r\nhost: test\r\ncontent-length: 10\r\n\r\n12345",
                "PRI * HTTP/2.0\r\n\r\nS",
                "\r\n"
            })
    void shouldNotWaitForEverForWhoDripsARequest(String beginning) {
        try (Http1Caller caller = server.http1()) {
            for (char c : beginning.toCharArray()) {
                caller.send(String.valueOf(c));
            }
            while (!caller.hasUnread() && !isCutOff(caller)) {
                Thread.onSpinWait();
            }
        }
        assertThat(handler.payloads).isEmpty();
    }

    /** Goes on dripping until that fails or something comes. */
    private static boolean isCutOff(Http1Caller caller) {
        try {
            Thread.sleep(20);
            caller.send("x");
            return false;
        } catch (UncheckedIOException closed) {
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldNotKeepConnectionsThatSayNothing() {
        List<Http1Caller> silent =
                IntStream.range(0, 200).mapToObj(i -> server.http1()).toList();
        try (Http1Caller other = server.http1()) {
            assertThat(other.ask(PATH, "meanwhile").status()).isEqualTo(202);
        }
        silent.forEach(caller -> assertThat(caller.isEnded()).isTrue());
        silent.forEach(Http1Caller::close);
    }

    @Test
    void shouldReadNoMoreFromWhoDoesNotReadItsAnswersAndCutHimOff() {
        byte[] many = Http1Caller.post("/v1/rpc/nobody", "").repeat(2000).getBytes();
        boolean cutOff = false;
        long sent = 0;
        try (Http1Caller caller = server.http1()) {
            while (!cutOff) {
                try {
                    caller.send(many); // blocks when the server stops reading, and fails when it closes
                    sent += many.length;
                } catch (UncheckedIOException closed) {
                    cutOff = true;
                }
                assertThat(sent).as("taken without an answer being read").isLessThan(512L << 20);
            }
        }
    }
}
