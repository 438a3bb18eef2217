package io.seatrial.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fails the build on a rule without a case, and on everything that makes a catalogue unusable. */
class SeatrialCatalogTest {

    @Test
    void shouldTryEveryTestableMustWhereverItHolds() {
        assertThat(Coverage.gaps(CaseCatalog.load())).isEmpty();
    }
}
