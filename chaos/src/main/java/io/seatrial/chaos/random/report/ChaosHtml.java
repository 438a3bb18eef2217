package io.seatrial.chaos.random.report;

import io.seatrial.chaos.random.ChaosReport;
import io.seatrial.testkit.report.html.HtmlTemplate;

/**
 * The results as one page of HTML that needs no other file and no scripts: the verdict, each failure with its story and the command that
 * repeats it, what was measured, all runs, and latency over time with the faults.
 */
public final class ChaosHtml {

    private ChaosHtml() {}

    /** Returns the page. */
    public static String of(ChaosReport report) {
        return HtmlTemplate.fill("report/chaos.mustache", ChaosPage.of(report));
    }
}
