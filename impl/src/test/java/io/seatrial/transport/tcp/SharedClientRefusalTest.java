package io.seatrial.transport.tcp;

import static io.seatrial.transport.tcp.ClientUnderTest.answer;
import static io.seatrial.transport.tcp.ClientUnderTest.failure;
import static io.seatrial.transport.tcp.ClientUnderTest.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acknowledgements that refuse a request fail it with a type, and leave the connection to others (dynamo-tcp.md 6.7: 89). */
class SharedClientRefusalTest {

    @RegisterExtension
    final ClientTrial trial = new ClientTrial();

    private final ScriptedServer server = trial.server();
    private final ClientUnderTest client = trial.client(settings());
    private ScriptedConnection connection;

    @BeforeEach
    void connect() {
        CompletableFuture<byte[]> first = client.send(server.address(), "first");
        connection = server.accept().acceptFrame();
        answer(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unknown endpoint: 1/x|UnknownEndpoint",
                "Server unavailable: unknown endpoint 1/x|UnknownEndpoint",
                "Server overloaded: worker at capacity|Overloaded",
                "Server unavailable: draining|Overloaded",
                "Read error: message too large: 11 bytes (max: 10 bytes)|PayloadTooLarge",
                "Read error: invalid endpoint path length: 2000|InvalidRequest",
                "Invalid endpoint path|InvalidRequest",
                "Read error: Connection reset by peer|ProtocolError"
            })
    void shouldFailWithTheTypeOfTheRefusal(String body, String type) {
        assertThat(failure(sendAndAck(body)))
                .hasMessage(body)
                .extracting(failure -> failure.getClass().getSimpleName())
                .isEqualTo(type);
        assertThat(answer(sendAndAck(""))).isEmpty();
        assertThat(client.io.connects()).isOne();
        assertThat(client.client.stats().errors()).isOne();
        assertThat(client.client.stats().responsesReceived()).isEqualTo(2);
    }

    @Test
    void shouldReturnAnyOtherBodyAsItIs() {
        assertThat(answer(sendAndAck("a body"))).isEqualTo("a body");
        assertThat(client.client.stats().bytesReceived()).isEqualTo(6);
    }

    private CompletableFuture<byte[]> sendAndAck(String body) {
        CompletableFuture<byte[]> request = client.send(server.address(), "x");
        connection.readFrame();
        connection.ack(body);
        return request;
    }
}
