package io.seatrial.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.pages.RulePages;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RulePagesTest {

    @Test
    void shouldBeWhatTheCatalogueSaysToday() throws IOException {
        assertThat(RulePages.of(CaseCatalog.load()).stale(Path.of("rules")))
                .as("make the pages again: " + RulePages.COMMAND)
                .isEmpty();
    }
}
