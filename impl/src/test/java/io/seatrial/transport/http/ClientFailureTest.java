package io.seatrial.transport.http;

import static io.seatrial.transport.http.ClientUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is told when a request fails, by profile (dynamo-manager.md 3.4; behaviours 66 to 68). */
class ClientFailureTest {

    private static InstanceAddress http(String value) {
        return new InstanceAddress(PlaneMode.HTTP, value);
    }

    private static ClientUnderTest client(Profile profile) {
        return ClientUnderTest.of(profile, ClientUnderTest.settings());
    }

    /** Returns the failure of a request that a peer answers like that over HTTP/1.1. */
    private static PlaneException answered(Profile profile, String answer) {
        try (PeerListener listener = PeerListener.start();
                ClientUnderTest client = client(profile)) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            if (profile.isReference()) {
                listener.acceptHttp1().close();
            }
            Http1Peer peer = listener.acceptHttp1();
            peer.request();
            peer.write(answer).close();
            return failure(sent);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, Not Found, UnknownEndpoint",
        "413, Request Entity Too Large, PayloadTooLarge",
        "503, Service Unavailable, Overloaded",
        "429, Too Many Requests, Overloaded",
        "408, Request Timeout, RequestTimeout",
        "400, Bad Request, InvalidRequest",
        "405, Method Not Allowed, InvalidRequest",
        "431, Request Header Fields Too Large, InvalidRequest",
        "500, Internal Server Error, Untyped",
        "302, Found, Untyped",
        "599, <unknown status code>, Untyped"
    })
    void shouldTypeAnswersThatRefuseInTheReferenceAndNotInTheModel(int status, String reason, String type) {
        String answer = "HTTP/1.1 " + status + " Whatever\r\ncontent-length: 4\r\n\r\nwhy?";
        String text = "HTTP request failed with status " + status + " " + reason + ": why?";
        PlaneException typed = answered(Profile.REFERENCE, answer);
        assertThat(typed).hasMessage(text);
        assertThat(typed.getClass().getSimpleName()).isEqualTo(type);
        assertThat(answered(Profile.DYNAMO_1_0, answer))
                .isInstanceOf(PlaneException.Untyped.class)
                .hasMessage(text);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatNobodyListens(Profile profile) {
        int port;
        try (PeerListener gone = PeerListener.start()) {
            port = gone.port();
        }
        InstanceAddress address = http("http://127.0.0.1:" + port + "/v1/rpc/a");
        try (ClientUnderTest client = client(profile)) {
            assertThat(failure(client.send(address, "x")))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("HTTP request to " + address + " failed")
                    .cause()
                    .hasMessage("Connection refused (os error 111)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatANameIsUnknown(Profile profile) {
        InstanceAddress address = http("http://nobody.invalid/v1/rpc/a");
        try (ClientUnderTest client = client(profile)) {
            assertThat(failure(client.send(address, "x")))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("HTTP request to " + address + " failed");
        }
    }

    @Test
    void shouldTellALateConnectFromALateAnswer() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.REQUEST_TIMEOUT, Duration.ofMillis(300))) {
            client.io.holdConnects();
            InstanceAddress address = http("http://127.0.0.1:1/v1/rpc/a");
            assertThat(failure(client.send(address, "x")))
                    .isInstanceOf(PlaneException.ConnectTimeout.class)
                    .hasMessage("HTTP request to " + address + " failed");
            client.io.releaseConnects();
        }
    }

    @Test
    void shouldSayCannotConnectOfALateAnswerInTheModel() {
        try (PeerListener listener = PeerListener.start();
                ClientUnderTest client = ClientUnderTest.of(
                        Profile.DYNAMO_1_0,
                        ClientUnderTest.settings().with(HttpSettings.REQUEST_TIMEOUT, Duration.ofMillis(300)))) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            listener.acceptHttp1().request();
            assertThat(failure(sent))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("HTTP request to " + listener.address() + " failed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTimeOutAtOnceIfThereIsNoTime(Profile profile) {
        try (PeerListener listener = PeerListener.start();
                ClientUnderTest client = ClientUnderTest.of(
                        profile, ClientUnderTest.settings().with(HttpSettings.REQUEST_TIMEOUT, Duration.ZERO))) {
            assertThat(failure(client.send(listener.address(), "x")).inhibitsInstance())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"REFERENCE, CannotConnect", "DYNAMO_1_0, Untyped"})
    void shouldTellWhenAnAcceptanceBreaksOff(Profile profile, String type) {
        PlaneException failure = answered(profile, "HTTP/1.1 202 Accepted\r\ncontent-length: 4\r\n\r\nac");
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotBelieveWhatIsNoAnswer(Profile profile) {
        assertThat(answered(profile, "this is no HTTP\r\n\r\n")).isInstanceOf(PlaneException.CannotConnect.class);
    }

    @Test
    void shouldNotServeAnotherPlane() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            InstanceAddress tcp = InstanceAddress.tcp("127.0.0.1:1/1a2b/generate");
            assertThat(failure(client.send(tcp, "x")))
                    .isInstanceOf(PlaneException.PlaneMismatch.class)
                    .hasMessage("Invalid HTTP address '127.0.0.1:1/1a2b/generate': it belongs to the tcp plane,"
                            + " ask that plane's client");
            assertThat(client.io.connects()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:80/v1/rpc/a",
                "tcp://127.0.0.1:80/a",
                "https://127.0.0.1/a",
                "http://",
                "http:///a",
                "http://:80/a",
                "http://host:port/a",
                "http://host:70000/a",
                "http://user@host/a",
                "http://[::1/a",
                "http://a b/c"
            })
    void shouldRefuseWhatIsNoUrlOfThisPlane(String value) {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            assertThat(failure(client.send(http(value), "x")))
                    .isInstanceOf(PlaneException.InvalidRequest.class)
                    .hasMessageStartingWith("Invalid HTTP address '" + value + "': ");
            assertThat(client.io.connects()).isZero();
        }
        try (ClientUnderTest client = ClientUnderTest.model()) {
            assertThat(failure(client.send(http(value), "x")))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("HTTP request to " + value + " failed");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad name|x",
                "''|x",
                "naïve|x",
                "colon:|x",
                ":path|/elsewhere",
                "Content-Length|7",
                "transfer-encoding|chunked",
                "Host|another",
                "connection|close",
                "x|umlaut ä",
                "x|bell\u0007bell"
            })
    void shouldRefuseHeadersThatHttpCannotCarryAndSendNothing(String name, String value) {
        InstanceAddress address = http("http://127.0.0.1:1/v1/rpc/a");
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            assertThat(failure(client.send(address, "x", Map.of(name, value))))
                    .isInstanceOf(PlaneException.InvalidRequest.class)
                    .hasMessageStartingWith("Invalid HTTP header '" + name + "': ");
            assertThat(failure(client.send(address, "x", Map.of("x", "two\r\nlines"))))
                    .isInstanceOf(PlaneException.InvalidRequest.class);
            assertThat(client.io.connects()).isZero();
        }
        try (ClientUnderTest client = ClientUnderTest.model()) {
            assertThat(failure(client.send(address, "x", Map.of(name, value))))
                    .isInstanceOf(PlaneException.CannotConnect.class);
        }
    }

    @Test
    void shouldRefuseAPayloadOverItsOwnLimit() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.MAX_BODY_SIZE, 10)) {
            assertThat(failure(client.send(http("http://127.0.0.1:1/a"), "12345678901")))
                    .isInstanceOf(PlaneException.PayloadTooLarge.class)
                    .hasMessage("Request body too large: 11 bytes (max: 10 bytes)");
            assertThat(client.io.connects()).isZero();
        }
    }
}
