package io.seatrial.chaos.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.catalog.Coverage;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.zoo.IdleRules;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Zoo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fails the build on a rule about faults without a case, and on a story of the model that no rule tells. */
class ChaosCatalogTest {

    private static final Pattern NUMBER = Pattern.compile("\\b1[5-7]\\d\\b");

    private final CaseCatalog catalog = CaseCatalog.load();
    private final List<Rule> rules = catalog.rules().all().stream()
            .filter(rule -> rule.id().startsWith("CHAOS-"))
            .toList();

    @Test
    void shouldTryEveryTestableMustWhereverItHolds() {
        assertThat(rules)
                .hasSizeGreaterThan(30)
                .allSatisfy(rule -> assertThat(rule.networks()).containsExactly(NetworkKind.PROXIED));
        assertThat(Coverage.gaps(catalog)).isEmpty();
    }

    @Test
    void shouldTellEachStoryOfTheModel() {
        Set<Integer> told = new TreeSet<>();
        rules.forEach(rule -> NUMBER.matcher(rule.source())
                .results()
                .map(MatchResult::group)
                .map(Integer::valueOf)
                .forEach(told::add));
        assertThat(told)
                .as("behaviours of dynamo-manager.md 7.10 in sources")
                .isEqualTo(IntStream.rangeClosed(152, 170).boxed().collect(Collectors.toSet()));
    }

    /** Which rules find none in fact is told by the whole hunt only. */
    @Test
    void shouldTryAMutantWithEachRuleOrSayWhyNot() {
        Set<String> tried = Zoo.all().stream()
                .map(Mutant::seenBy)
                .flatMap(List::stream)
                .filter(rule -> rule.startsWith("CHAOS-"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> excused = IdleRules.load().rules();
        assertThat(tried).doesNotContainAnyElementsOf(excused);
        assertThat(rules)
                .filteredOn(IdleRules::isHeld)
                .extracting(Rule::id)
                .allMatch(rule -> tried.contains(rule) || excused.contains(rule));
    }
}
