package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is special to HTTP/1.1: one request after the other, and where each ends (RFC 9112). */
@ExtendWith(NoLeaks.class)
class Http1ServerTest {

    private static final String PATH = "/v1/rpc/1a2b/ns/backend/generate";

    private final TestHandler handler = TestHandler.quick();
    private final TestServer server = TestServer.reference().serving(GENERATE, handler);

    @AfterEach
    void close() {
        server.close();
    }

    private void handled(String... bodies) {
        await().untilAsserted(() -> assertThat(handler.payloads).containsExactly(bodies));
    }

    @Test
    void shouldAnswerPipelinedRequestsInTheirOrder() {
        try (Http1Caller caller = server.http1()) {
            caller.send(Http1Caller.post(PATH, "one")
                    + Http1Caller.post("/elsewhere", "two")
                    + "GET " + PATH + " HTTP/1.1\r\nhost: test\r\n\r\n"
                    + Http1Caller.post(PATH, "four"));
            assertThat(List.of(
                            caller.answer().status(),
                            caller.answer().status(),
                            caller.answer().status(),
                            caller.answer().status()))
                    .containsExactly(202, 404, 405, 202);
            handled("one", "four");
        }
    }

    @Test
    void shouldTakeARequestThatComesByteByByte() {
        try (Http1Caller caller = server.http1()) {
            for (byte b : Http1Caller.post(PATH, "slow").getBytes()) {
                caller.send(new byte[] {b});
            }
            assertThat(caller.answer().status()).isEqualTo(202);
            handled("slow");
        }
    }

    @Test
    void shouldTakeABodyInChunks() {
        try (Http1Caller caller = server.http1()) {
            caller.send("POST " + PATH + " HTTP/1.1\r\nhost: test\r\ntransfer-encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\n1;extension=x\r\nd\r\n0\r\ntrailer: x\r\n\r\n");
            assertThat(caller.answer().status()).isEqualTo(202);
            assertThat(caller.ask(PATH, "next").status()).isEqualTo(202);
            handled("abcd", "next");
        }
    }

    @Test
    void shouldAskForABodyThatTheCallerHoldsBack() {
        try (Http1Caller caller = server.http1()) {
            caller.send(
                    "POST " + PATH + " HTTP/1.1\r\nhost: test\r\nexpect: 100-continue\r\ncontent-length: 5\r\n\r\n");
            assertThat(caller.answer().line()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(caller.send("hello").answer().status()).isEqualTo(202);
            handled("hello");
        }
    }

    @Test
    void shouldRefuseABodyBeforeTheCallerSendsIt() {
        try (Http1Caller caller = server.http1()) {
            caller.send("POST " + PATH
                    + " HTTP/1.1\r\nhost: test\r\nexpect: 100-continue\r\ncontent-length: 33554433\r\n\r\n");
            Http1Caller.Answer answer = caller.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.headers()).as("the body may follow or not").containsEntry("connection", "close");
            assertThat(caller.isEnded()).isTrue();
        }
        assertThat(handler.payloads).isEmpty();
    }

    @Test
    void shouldNotKnowOtherExpectations() {
        try (Http1Caller caller = server.http1()) {
            assertThat(caller.ask(PATH, "x", "expect: miracles").status()).isEqualTo(417);
        }
    }

    @Test
    void shouldCloseWhenTheCallerWantsIt() {
        try (Http1Caller caller = server.http1()) {
            Http1Caller.Answer answer = caller.ask(PATH, "last", "connection: close");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(caller.isEnded()).isTrue();
        }
        handled("last");
    }

    @Test
    void shouldSpeakToCallersOfVersion10() {
        try (Http1Caller caller = server.http1()) {
            caller.send("POST " + PATH + " HTTP/1.0\r\nconnection: keep-alive\r\ncontent-length: 1\r\n\r\na");
            Http1Caller.Answer kept = caller.answer();
            assertThat(kept.status()).isEqualTo(202);
            assertThat(kept.headers()).containsEntry("connection", "keep-alive");
            caller.send("POST " + PATH + " HTTP/1.0\r\ncontent-length: 1\r\n\r\nb");
            assertThat(caller.answer().status()).isEqualTo(202);
            assertThat(caller.isEnded()).isTrue();
        }
        handled("a", "b");
    }

    @Test
    void shouldTakeATargetWithSchemeAndHost() {
        try (Http1Caller caller = server.http1()) {
            assertThat(caller.ask("http://test:80" + PATH + "?a=b", "x").status())
                    .isEqualTo(202);
            assertThat(caller.ask("http://test", "x").status()).isEqualTo(404);
            assertThat(caller.ask("*", "x").status()).isEqualTo(404);
            handled("x");
        }
    }

    @Test
    void shouldIgnoreAWishToUpgrade() {
        try (Http1Caller caller = server.http1()) {
            Http1Caller.Answer answer = caller.ask(
                    PATH,
                    "x",
                    "connection: Upgrade, HTTP2-Settings",
                    "upgrade: h2c",
                    "http2-settings: AAMAAABkAAQAoAAAAAIAAAAA");
            assertThat(answer.line()).isEqualTo("HTTP/1.1 202 Accepted");
            assertThat(caller.ask(PATH, "y").status()).isEqualTo(202);
            handled("x", "y");
        }
    }

    @Test
    void shouldSendNoBodyWhereThereMustBeNone() {
        try (Http1Caller caller = server.http1()) {
            caller.send("HEAD " + PATH + " HTTP/1.1\r\nhost: test\r\n\r\n" + Http1Caller.post(PATH, "x"));
            assertThat(caller.answer().status()).isEqualTo(405);
            assertThat(caller.answer().line()).isEqualTo("HTTP/1.1 202 Accepted");
        }
    }

    @Test
    void shouldAnswerACallerThatHasSaidAll() {
        try (Http1Caller caller = server.http1()) {
            caller.send(Http1Caller.post(PATH, "x")
                    + Http1Caller.post(PATH, "half of a r").substring(0, 60));
            caller.halfClose();
            assertThat(caller.answer().status()).isEqualTo(202);
            assertThat(caller.isEnded()).isTrue();
        }
        handled("x");
    }

    @Test
    void shouldNotRunARequestWhoseCallerIsGoneAmidItsBody() {
        try (Http1Caller caller = server.http1()) {
            caller.send(Http1Caller.post(PATH, "complete").replace("content-length: 8", "content-length: 9"));
        }
        try (Http1Caller next = server.http1()) {
            next.ask(PATH, "next");
        }
        handled("next");
        assertThat(server.server.inFlight()).isZero();
    }

    @Test
    void shouldRunARequestWhoseCallerIsGoneBehindItsBody() {
        try (Http1Caller caller = server.http1()) {
            caller.send(Http1Caller.post(PATH, "complete"));
        }
        handled("complete");
    }

    @Test
    void shouldReadAwayTheRestOfARefusedBodyBeforeTheCallerIsCutOff() {
        try (TestServer small = TestServer.reference(HttpSettings.MAX_BODY_SIZE, 1000);
                Http1Caller caller = small.http1()) {
            String body = "x".repeat(1_000_000); // more than sockets hold: a reset would overtake the answer
            assertThat(caller.ask("/v1/rpc/a", body).status()).isEqualTo(413);
            assertThat(caller.isEnded()).isTrue();
        }
    }

    @Test
    void shouldNotWaitForEverForTheRestOfARequest() {
        try (TestServer hasty = TestServer.reference(HttpSettings.EXCHANGE_TIMEOUT, Duration.ofMillis(300));
                Http1Caller caller = hasty.http1()) {
            caller.send(Http1Caller.post("/v1/rpc/a", "complete").replace("content-length: 8", "content-length: 9"));
            Http1Caller.Answer answer = caller.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(caller.isEnded()).isTrue();
        }
    }

    @Test
    void shouldCloseAConnectionWithoutRequests() {
        try (TestServer impatient = TestServer.reference(HttpSettings.IDLE_TIMEOUT, Duration.ofMillis(300));
                Http1Caller caller = impatient.http1()) {
            assertThat(caller.ask("/v1/rpc/a", "x").status()).isEqualTo(404);
            assertThat(caller.isEnded()).isTrue();
        }
    }
}
