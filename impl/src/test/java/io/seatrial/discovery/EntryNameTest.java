package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.EndpointId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {

    private static final EndpointId ECHO = EndpointId.of("my-ns_1", "Peer.X", "echo", 0x523e3eec8e92517fL);
    private static final String ECHO_NAME = "my%2Dns%5F1%2FPeer%2EX%2Fecho%2F523e3eec8e92517f";

    @Test
    void shouldNameAFileAsDynamoDoes() {
        assertThat(EntryName.of(ECHO)).isEqualTo(ECHO_NAME);
        assertThat(EntryName.of(EndpointId.of("n", "c", "e", -1))).isEqualTo("n%2Fc%2Fe%2Fffffffffffffffff");
        assertThat(EntryName.of(EndpointId.of("n", "c", "é", 10))).isEqualTo("n%2Fc%2F%C3%A9%2Fa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/c/1", "my-ns_1/Peer.X/echo/0", "ä€𝄞/%/ \u0000/ff", "%41/%/%4/1"})
    void shouldDecodeWhatItEncoded(String key) {
        assertThat(EntryName.decode(EntryName.encode(key))).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"a%2fb, a/b", "a%2, a%2", "a%, a%", "a%zz, a%zz", "a%2Gb, a%2Gb", "%FF, \uFFFD", "%41%, A%"})
    void shouldDecodeLeniently(String name, String key) {
        assertThat(EntryName.decode(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ECHO_NAME,
                "my%2dns%5f1%2fPeer%2eX%2fecho%2f523e3eec8e92517f",
                "my-ns_1%2FPeer.X%2Fecho%2F523e3eec8e92517f",
                "my%2Dns%5F1%2FPeer%2EX%2Fecho%2F523E3EEC8E92517F"
            })
    void shouldKnowEverySpellingOfAnIdentity(String name) {
        assertThat(EntryName.spells(name, ECHO)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my%2Dns%5F1%2FPeer%2EX%2Fecho%2F523e3eec8e92517e",
                "my%2Dns%5F1%2FPeer%2EX%2Fecho%5Fv2%2F523e3eec8e92517f",
                "my%2Dns%5F1%2FPeer%2EX%2Fecho",
                "my%2Dns%5F1%2FPeer%2EX%2Fecho%2F",
                "my%2Dns%5F1%2FPeer%2EX%2Fecho%2Fx",
                "junk"
            })
    void shouldRefuseTheNameOfSomethingElse(String name) {
        assertThat(EntryName.spells(name, ECHO)).isFalse();
    }

    @Test
    void shouldKnowAnEndpointWithASlash() {
        EndpointId id = EndpointId.of("n", "c", "a/b", 0xb);

        assertThat(EntryName.of(id)).isEqualTo("n%2Fc%2Fa%2Fb%2Fb");
        assertThat(EntryName.spells("n%2Fc%2Fa%2Fb%2Fb", id)).isTrue();
    }

    @Test
    void shouldKnowTemporaryFiles() {
        assertThat(EntryName.isTemp(".tmp_0123456789abcdef")).isTrue();
        assertThat(EntryName.isTemp(ECHO_NAME)).isFalse();
    }
}
