package io.seatrial.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {" tcp", "quic", ""})
    void shouldRefuseAnUnknownModeWithTheModelsText(String text) {
        assertThatThrownBy(() -> PlaneMode.parse(text))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("Invalid request plane mode: '" + text + "'. Valid options are: 'nats', 'http', 'tcp'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "NATS", "Http", "tcp"})
    void shouldParseAModeInAnyCaseAndDisplayItInLowerCase(String text) {
        PlaneMode mode = PlaneMode.parse(text);
        assertThat(PlaneMode.parse(mode.toString())).isEqualTo(mode);
        assertThat(mode.toString()).isEqualTo(mode.name()).isLowerCase();
    }

    @Test
    void shouldKeepSlashesInTheLastPartOfAnEndpointsName() {
        assertThat(EndpointName.parse("seat/demo/a/b").endpoint()).isEqualTo("a/b");
        assertThatThrownBy(() -> EndpointName.parse("seat/demo"))
                .hasMessageContaining("expected namespace/component/endpoint");
    }

    @Test
    void shouldShowAnInstanceIdAsUnsignedHex() {
        assertThat(EndpointId.of("n", "c", "e", -1).path()).isEqualTo("n/c/e/ffffffffffffffff");
        assertThat(EndpointId.of("n", "c", "e", 0x1a2b).instanceHex()).isEqualTo("1a2b");
    }

    @Test
    void shouldNameTheProfilesThatThereAre() {
        assertThat(Profile.parse("dynamo-1.0")).isEqualTo(Profile.DYNAMO_1_0);
        assertThatThrownBy(() -> Profile.parse("x")).hasMessageContaining("reference, dynamo-1.0");
    }
}
