package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.EndpointId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyNameTest {

    @ParameterizedTest
    @CsvSource({
        "generate, generate",
        "my-ns_1, my-ns_1",
        "a.b, a=2Eb",
        "a/b, a=2Fb",
        "., =2E",
        "a=b, a=3Db",
        "*, =2A",
        ">, =3E",
        "a b, a=20b",
        "é, =C3=A9",
    })
    void shouldWriteEachNameAsALevel(String name, String level) {
        assertThat(KeyName.of(EndpointId.of(name, name, name, -1)))
                .isEqualTo(level + "." + level + "." + level + ".ffffffffffffffff");
    }

    @Test
    void shouldTellApartNamesWhosePathsAreAlike() {
        assertThat(KeyName.of(EndpointId.of("a.b", "c", "d", 1)))
                .isNotEqualTo(KeyName.of(EndpointId.of("a", "b.c", "d", 1)))
                .isNotEqualTo(KeyName.of(EndpointId.of("a", "b", "c.d", 1)));
    }
}
