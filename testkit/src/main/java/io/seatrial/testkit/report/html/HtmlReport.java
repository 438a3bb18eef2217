package io.seatrial.testkit.report.html;

import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunResult;
import java.util.function.Function;

/**
 * The results as one page of HTML that needs no other file: the verdict, what did not pass and why, and a matrix of rules by transport,
 * network and profile. It can be read without scripts; with them it can be filtered.
 */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * Returns the page.
     *
     * @param histories where the history of a run is kept, relative to the page; empty if it is not
     */
    public static String of(RunResult result, Function<PlannedRun, String> histories) {
        return HtmlTemplate.fill("report/report.mustache", Page.of(result, histories));
    }
}
