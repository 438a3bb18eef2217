package io.seatrial.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fails the build on a numbered behaviour of the model that no rule cites, and for which no reason is given either. */
class BehaviourCoverageTest {

    private static final String EXCEPTIONS = "/behaviours-without-rules.txt";

    @ParameterizedTest
    @CsvSource({Behaviours.MANAGER + ",218", Behaviours.TCP + ",160"})
    void shouldHoldEachBehaviourToARuleOrSayWhyNot(String document, int last) {
        Set<Integer> cited = cited(document);
        Set<Integer> listed = Behaviours.listed(document, exceptions());
        Set<Integer> all = new TreeSet<>(cited);
        all.addAll(listed);
        assertThat(all)
                .as("behaviours of %s in a rule or in %s", document, EXCEPTIONS)
                .isEqualTo(IntStream.rangeClosed(1, last).boxed().collect(Collectors.toSet()));
        assertThat(listed)
                .as("behaviours of %s in %s, though a rule cites them", document, EXCEPTIONS)
                .doesNotContainAnyElementsOf(cited);
    }

    @Test
    void shouldReadOnlyTheNumbersOfTheDocument() {
        String source =
                "dynamo-manager.md M9, 2.1, behaviours 17, 18 and 93; dynamo-tcp.md 1.4, 46 and 47; 8; network.rs, #5121";
        assertThat(Behaviours.cited(Behaviours.MANAGER, source)).containsExactly(17, 18, 93);
        assertThat(Behaviours.cited(Behaviours.TCP, source)).containsExactly(46, 47);
        assertThat(Behaviours.cited(Behaviours.MANAGER, "dynamo-manager.md M3 (silent there), 9"))
                .isEmpty();
    }

    private static Set<Integer> cited(String document) {
        Set<Integer> cited = new TreeSet<>();
        CaseCatalog.load().rules().all().forEach(rule -> cited.addAll(Behaviours.cited(document, rule.source())));
        return cited;
    }

    private static List<String> exceptions() {
        try (InputStream in = Objects.requireNonNull(BehaviourCoverageTest.class.getResourceAsStream(EXCEPTIONS))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
