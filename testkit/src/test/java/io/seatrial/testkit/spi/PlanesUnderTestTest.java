package io.seatrial.testkit.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.testkit.forged.ForgedPlane;
import io.seatrial.testkit.reference.ReferencePlane;
import org.junit.jupiter.api.Test;

class PlanesUnderTestTest {

    @Test
    void shouldFindAPlaneByItsNameOrItsClass() {
        assertThat(PlanesUnderTest.find("reference")).isInstanceOf(ReferencePlane.class);
        assertThat(PlanesUnderTest.find(ReferencePlane.class.getName())).isInstanceOf(ReferencePlane.class);
    }

    @Test
    void shouldSayWhatThereIs() {
        assertThatThrownBy(() -> PlanesUnderTest.find("grcp"))
                .hasMessageStartingWith("No plane 'grcp'. Known: reference;");
        assertThatThrownBy(() -> PlanesUnderTest.find("java.lang.Object")).hasMessageContaining("cannot be used");
        assertThatThrownBy(() -> PlanesUnderTest.find(ForgedPlane.class.getName()))
                .as("it has no public constructor")
                .hasMessageContaining("cannot be used");
    }
}
