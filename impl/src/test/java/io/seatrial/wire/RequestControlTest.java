package io.seatrial.wire;

import static io.seatrial.wire.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 37 and 38 of dynamo-tcp.md 6.4. */
class RequestControlTest {

    @Test
    void shouldWriteTheBytesOfTheModel() {
        assertThat(Vectors.CONTROL.toJson()).asString(StandardCharsets.UTF_8).isEqualTo(Vectors.CONTROL_JSON);
        assertThat(Vectors.CONTROL.toJson()).hasSize(259);
    }

    @Test
    void shouldReadWhatTheModelWrites() {
        assertThat(RequestControl.decode(utf8(Vectors.CONTROL_JSON))).isEqualTo(Vectors.CONTROL);
    }

    @Test
    void shouldPassOverKeysOfLaterVersions() {
        String later = Vectors.CONTROL_JSON
                .replace(
                        "\"connection_info\"",
                        "\"payload_codec\":\"json\",\"metadata\":{\"a\":[1,{}]},\"connection_info\"")
                .replace("{\"transport\"", "{\"more\":null,\"transport\"")
                .replace("{\\\"address\\\"", "{\\\"more\\\":[{}],\\\"address\\\"");

        RequestControl control = RequestControl.decode(utf8(later));

        assertThat(control.id()).isEqualTo("req-1");
        assertThat(control.connectionInfo().tcpStream())
                .isEqualTo(Vectors.CONTROL.connectionInfo().tcpStream());
    }

    @Test
    void shouldReadKeysInAnyOrderWrittenInAnyWay() {
        String json = " {\"connection_info\" : {\"info\":\"i\",\"transport\":\"t\"}, \"response_type\":\"single_out\","
                + "\n\"request_type\":\"many_in\",\t\"\\u0069d\":\"\\u00e9\\ud83d\\ude00\\/\" }\r\n";

        assertThat(RequestControl.decode(utf8(json)))
                .isEqualTo(new RequestControl(
                        "é😀/", RequestType.MANY_IN, ResponseType.SINGLE_OUT, new ConnectionInfo("t", "i")));
    }

    @Test
    void shouldKeepTheStreamInfoAsAString() {
        ConnectionInfo info = RequestControl.decode(utf8(Vectors.CONTROL_JSON)).connectionInfo();

        assertThat(info.isTcp()).isTrue();
        assertThat(info.info()).startsWith("{\"address\":\"10.0.0.5:40001\"");
        assertThat(info.tcpStream())
                .isEqualTo(new TcpStreamInfo("10.0.0.5:40001", Vectors.SUBJECT, "req-1", StreamType.RESPONSE));
    }

    @ParameterizedTest
    @CsvSource({"single_in, batch_in", "many_out, MANY_OUT", "many_out, ''"})
    void shouldRefuseTypesThatAreNotInTheList(String known, String unknown) {
        assertThatThrownBy(() -> RequestControl.decode(
                        utf8(Vectors.CONTROL_JSON.replace('"' + known + '"', '"' + unknown + '"'))))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("\"" + unknown + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "request_type", "response_type", "connection_info", "transport", "info"})
    void shouldRefuseAMissingKey(String key) {
        assertThatThrownBy(
                        () -> RequestControl.decode(utf8(Vectors.CONTROL_JSON.replace('"' + key + '"', "\"other\""))))
                .isInstanceOf(WireException.class)
                .hasMessage("missing key \"" + key + "\"");
    }

    @Test
    void shouldRefuseAKnownKeyGivenTwice() {
        assertThatThrownBy(() -> RequestControl.decode(utf8("{\"id\":\"a\",\"\\u0069d\":\"a\"}")))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("duplicate key \"id\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}{}", "{\"id\":1}", "{\"id\":null}", "{\"id\":\"a\",}"})
    void shouldRefuseWhatIsNoControlMessage(String json) {
        assertThatThrownBy(() -> RequestControl.decode(utf8(json))).isInstanceOf(WireException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "{}", "{\"address\":\"a\",\"subject\":\"b\",\"context\":\"c\",\"stream_type\":\"d\"}"})
    void shouldRefuseAnInfoThatIsNoStreamInfo(String info) {
        ConnectionInfo connection = new ConnectionInfo(ConnectionInfo.TCP_SERVER, info);

        assertThatThrownBy(connection::tcpStream).isInstanceOf(WireException.class);
    }

    @Test
    void shouldAskForAStreamOfAnswersToOneRequest() {
        TcpStreamInfo stream = new TcpStreamInfo("127.0.0.1:1", "subject", "context", StreamType.RESPONSE);
        RequestControl control = RequestControl.unary("id", ConnectionInfo.of(stream));

        assertThat(control.requestType()).isEqualTo(RequestType.SINGLE_IN);
        assertThat(control.responseType()).isEqualTo(ResponseType.MANY_OUT);
        assertThat(control.connectionInfo().tcpStream()).isEqualTo(stream);
    }

    @Test
    void shouldKnowAConnectionOfAnotherTransport() {
        assertThat(new ConnectionInfo("quic", "{}").isTcp()).isFalse();
    }
}
