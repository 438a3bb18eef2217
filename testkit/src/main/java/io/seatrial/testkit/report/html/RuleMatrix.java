package io.seatrial.testkit.report.html;

import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.PlannedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rules by the places where they were tried.
 *
 * @param columns the places
 * @param subjects the rules, by what they speak of
 */
record RuleMatrix(List<Column> columns, List<Subject> subjects) {

    /** A place where rules are tried. */
    record Column(String transport, String network, String profile) {
        static Column of(PlannedRun run) {
            return new Column(
                    run.transport().name(), run.network().label(), run.profile().label());
        }

        String label() {
            return transport + " " + network + " " + profile;
        }
    }

    /** The rules of one subject. */
    record Subject(String name, List<Row> rows, List<Column> columns) {}

    /** One rule. */
    record Row(String rule, String level, String text, List<Cell> cells, boolean problem) {}

    /**
     * What became of a rule in one place.
     *
     * @param mark the worst verdict of its cases; {@code null} if it was not tried there
     * @param title what a reader sees who asks
     */
    record Cell(@Nullable Mark mark, String title) {}

    static RuleMatrix of(List<CaseResult> results) {
        TreeSet<Column> columns = new TreeSet<>(Comparator.comparing(Column::transport)
                .thenComparing(Column::network)
                .thenComparing(Column::profile));
        Map<String, Map<Rule, Map<Column, List<CaseResult>>>> subjects = new LinkedHashMap<>();
        for (CaseResult one : results) {
            Column column = Column.of(one.run());
            columns.add(column);
            for (Rule rule : one.run().rules()) {
                subjects.computeIfAbsent(rule.subject(), subject -> new LinkedHashMap<>())
                        .computeIfAbsent(rule, id -> new LinkedHashMap<>())
                        .computeIfAbsent(column, place -> new ArrayList<>())
                        .add(one);
            }
        }
        List<Column> places = List.copyOf(columns);
        return new RuleMatrix(
                places,
                subjects.entrySet().stream()
                        .map(subject -> subject(subject.getKey(), subject.getValue(), places))
                        .toList());
    }

    private static Subject subject(String name, Map<Rule, Map<Column, List<CaseResult>>> rules, List<Column> columns) {
        return new Subject(
                name,
                rules.entrySet().stream()
                        .map(rule -> row(rule.getKey(), rule.getValue(), columns))
                        .toList(),
                columns);
    }

    private static Row row(Rule rule, Map<Column, List<CaseResult>> tried, List<Column> columns) {
        List<Cell> cells = columns.stream()
                .map(column -> cell(column, tried.getOrDefault(column, List.of())))
                .toList();
        boolean problem = cells.stream()
                .anyMatch(cell -> cell.mark() != null && cell.mark().isProblem());
        return new Row(rule.id(), rule.level().name(), String.join(" / ", rule.distinctTexts()), cells, problem);
    }

    private static Cell cell(Column column, List<CaseResult> results) {
        if (results.isEmpty()) {
            return new Cell(null, "not tried on " + column.label());
        }
        Mark worst = Mark.SKIPPED;
        long millis = 0;
        for (CaseResult one : results) {
            Mark mark = Mark.of(one.verdict());
            worst = mark.compareTo(worst) > 0 ? mark : worst;
            millis += one.duration().toMillis();
        }
        return new Cell(worst, String.format(Locale.ROOT, "%s on %s, %d ms", worst.word(), column.label(), millis));
    }
}
