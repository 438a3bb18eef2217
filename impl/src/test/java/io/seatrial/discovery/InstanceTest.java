package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTest {

    private static final EndpointId ECHO = EndpointId.of("seat", "peer", "echo", 0xc87598cf68366d93L);
    private static final String TCP = "{\"type\":\"Endpoint\",\"component\":\"peer\",\"endpoint\":\"echo\","
            + "\"namespace\":\"seat\",\"instance_id\":14444619396434783635,"
            + "\"transport\":{\"tcp\":\"127.0.0.1:37433/c87598cf68366d93/echo\"}}";

    @Test
    void shouldWriteTheKeysInDynamosOrderAndTheIdUnsigned() {
        Instance instance = new Instance(ECHO, InstanceAddress.tcp("127.0.0.1:37433/c87598cf68366d93/echo"));

        assertThat(instance.toJson()).isEqualTo(TCP);
        assertThat(Instance.fromJson(TCP)).isEqualTo(instance);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, tcp, 127.0.0.1:1/2/echo",
        "http, http, http://127.0.0.1:38535/v1/rpc/echo",
        "nats, nats_tcp, seat_peer.echo-8ef2a00f08140663"
    })
    void shouldNameEachPlaneAsDynamoDoes(String mode, String variant, String address) {
        Instance instance = new Instance(ECHO, new InstanceAddress(new PlaneMode(mode), address));

        assertThat(instance.toJson()).endsWith("\"transport\":{\"" + variant + "\":\"" + address + "\"}}");
        assertThat(Instance.fromJson(instance.toJson())).isEqualTo(instance);
    }

    @Test
    void shouldReadAPlaneOfAThirdPartyOnlyWhereItIsKnown() {
        Instance instance = new Instance(ECHO, new InstanceAddress(new PlaneMode("quic"), "q:1"));

        assertThat(new InstanceJson(List.of(new PlaneMode("quic"))).read(instance.toJson()))
                .isEqualTo(instance);
        assertThatThrownBy(() -> Instance.fromJson(instance.toJson()))
                .isInstanceOf(MalformedInstanceException.class)
                .hasMessage("transport \"quic\" is not one of [tcp, http, nats_tcp]");
    }

    @Test
    void shouldPassOverUnknownKeysAnyOrderAndTrailingSpace() {
        String json = " {\"transport\":{\"tcp\":\"h:1/2/e\"},\"device_type\":{\"a\":[1]},\"instance_id\":2,\n"
                + "\"namespace\":\"ns\",\"endpoint\":\"e\",\"component\":\"c\",\"type\":\"Endpoint\"} \r\n\t ";

        assertThat(Instance.fromJson(json))
                .isEqualTo(new Instance(EndpointId.of("ns", "c", "e", 2), InstanceAddress.tcp("h:1/2/e")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "9223372036854775807", "9223372036854775808", "18446744073709551615"})
    void shouldReadEveryUnsignedId(String id) {
        Instance instance = Instance.fromJson(TCP.replace("14444619396434783635", id));

        assertThat(Long.toUnsignedString(instance.id().instanceId())).isEqualTo(id);
        assertThat(instance.toJson()).contains("\"instance_id\":" + id + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "18446744073709551616", "1.0", "1e3", "\"7\"", "null", "true"})
    void shouldRefuseAnIdThatIsNotUnsigned64Bit(String id) {
        assertThatThrownBy(() -> Instance.fromJson(TCP.replace("14444619396434783635", id)))
                .isInstanceOf(MalformedInstanceException.class)
                .hasMessage("\"instance_id\" is not a whole number from 0 to 2^64-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "component", "endpoint", "namespace", "instance_id", "transport"})
    void shouldNameTheKeyThatIsMissing(String key) {
        assertThatThrownBy(() -> Instance.fromJson(TCP.replace("\"" + key + "\":", "\"x_" + key + "\":")))
                .isInstanceOf(MalformedInstanceException.class)
                .hasMessage("\"" + key + "\" is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"Model\"} | \"type\" is \"Model\" where \"Endpoint\" is expected",
                "{\"type\":1} | \"type\" is not a string",
                "[] | not a JSON object",
                "7 | not a JSON object",
                "{\"type\":}; | not JSON from character 8 on"
            })
    void shouldSayWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> Instance.fromJson(json))
                .isInstanceOf(MalformedInstanceException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"h:1/2/e\"", "{}", "{\"tcp\":\"a\",\"http\":\"b\"}", "{\"tcp\":1}", "{\"udp\":\"a\"}"})
    void shouldRefuseATransportThatIsNotOneKnownAddress(String transport) {
        String json = TCP.substring(0, TCP.indexOf("{\"tcp\"")) + transport + "}";

        assertThatThrownBy(() -> Instance.fromJson(json)).isInstanceOf(MalformedInstanceException.class);
    }

    @Test
    void shouldTellATextThatEndsTooEarlyFromOneThatIsWrong() {
        for (int length = 0; length < TCP.length(); length++) {
            String part = TCP.substring(0, length);
            assertThatThrownBy(() -> Instance.fromJson(part))
                    .isInstanceOfSatisfying(
                            MalformedInstanceException.class,
                            e -> assertThat(e.isTruncated()).as(part).isTrue());
        }
        for (String wrong : List.of("x", TCP + "x", TCP + TCP, "{]", "{\"type\":\"Endpoint\"}")) {
            assertThatThrownBy(() -> Instance.fromJson(wrong))
                    .isInstanceOfSatisfying(
                            MalformedInstanceException.class,
                            e -> assertThat(e.isTruncated()).as(wrong).isFalse());
        }
    }

    /** It has no UTF-8, so the file of such an instance could not have its name. */
    @Test
    void shouldRefuseHalfOfASurrogatePair() {
        String json = TCP.replace("\"echo\"", "\"\\ud800\"");

        assertThatThrownBy(() -> Instance.fromJson(json))
                .isInstanceOf(MalformedInstanceException.class)
                .hasMessage("\"endpoint\" holds half of a surrogate pair, which is no character");
    }

    @Test
    void shouldEscapeWhatJsonAsksFor() {
        Instance instance =
                new Instance(EndpointId.of("n\"s", "c\\", "é\n", 1), InstanceAddress.tcp("127.0.0.1:1/1/\u0001"));

        assertThat(Instance.fromJson(instance.toJson())).isEqualTo(instance);
        assertThat(instance.toJson()).contains("\"n\\\"s\"", "é");
    }
}
