package io.seatrial.testkit.report.html;

import com.github.mustachejava.DefaultMustacheFactory;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;

/**
 * The results as one page of HTML that needs no other file: the verdict, what did not pass and why, and a matrix of rules by transport,
 * network and profile. It can be read without scripts; with them it can be filtered.
 */
public final class HtmlReport {

    private static final String TEMPLATE = "report/report.mustache";

    private HtmlReport() {}

    /**
     * Returns the page.
     *
     * @param histories where the history of a run is kept, relative to the page; empty if it is not
     */
    public static String of(RunResult result, Function<PlannedRun, String> histories) {
        StringWriter page = new StringWriter();
        try (InputStream template = HtmlReport.class.getClassLoader().getResourceAsStream(TEMPLATE)) {
            new DefaultMustacheFactory()
                    .compile(
                            new InputStreamReader(Objects.requireNonNull(template, TEMPLATE), StandardCharsets.UTF_8),
                            TEMPLATE)
                    .execute(page, Page.of(result, histories));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }
}
