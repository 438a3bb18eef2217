package io.seatrial.testkit.zoo;

import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a mutant.
 *
 * @param mutant the mutant
 * @param results those of the cases that were run against it
 */
public record Catch(Mutant mutant, List<CaseResult> results) {

    /** How well a mutant was found. */
    public enum Outcome {
        /** Its rule found it, with a message from which the bug can be told. */
        KILLED,
        /** Its rule found it, with a message that does not tell the bug. */
        UNTOLD,
        /** Other rules found it, and its own did not. */
        BY_OTHERS,
        /** No rule found it. */
        SURVIVED,
        /** Its rule could not be run here, for want of a back end. */
        SKIPPED
    }

    /** Creates a catch. */
    public Catch {
        results = List.copyOf(results);
    }

    /** Returns what each rule that found the mutant said, by the id of the rule. */
    public Map<String, List<String>> killers() {
        return failed().flatMap(result -> result.run().rules().stream().map(rule -> Map.entry(rule.id(), told(result))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Returns what the mutant's own rule said. */
    public List<String> told() {
        return killers().getOrDefault(mutant.rule(), List.of());
    }

    /** Returns how well the mutant was found. */
    public Outcome outcome() {
        if (told().stream().anyMatch(message -> message.contains(mutant.says()))) {
            return Outcome.KILLED;
        }
        if (!told().isEmpty()) {
            return Outcome.UNTOLD;
        }
        if (!killers().isEmpty()) {
            return Outcome.BY_OTHERS;
        }
        return skipped().isPresent() ? Outcome.SKIPPED : Outcome.SURVIVED;
    }

    /** Returns why the mutant's own rule could not be run, if none of its cases was. */
    public Optional<String> skipped() {
        List<Verdict> own = results.stream()
                .filter(result ->
                        result.run().rules().stream().anyMatch(rule -> rule.id().equals(mutant.rule())))
                .map(CaseResult::verdict)
                .toList();
        List<String> reasons = own.stream()
                .flatMap(verdict ->
                        verdict instanceof Verdict.Skipped skipped ? Stream.of(skipped.reason()) : Stream.empty())
                .toList();
        return reasons.size() == own.size() ? reasons.stream().findFirst() : Optional.empty();
    }

    private Stream<CaseResult> failed() {
        return results.stream().filter(result -> result.verdict() instanceof Verdict.Failed);
    }

    private static String told(CaseResult result) {
        Verdict.Failed failed = (Verdict.Failed) result.verdict();
        return Stream.concat(Stream.of(failed.finding()), failed.further().stream())
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }
}
