package io.seatrial.testkit.report;

import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Summary;
import io.seatrial.testkit.run.Verdict;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The results in the XML that CI servers read. The format knows no inconclusive and no known failing case; both are told as skipped, with
 * the reason, so that neither looks like a pass.
 */
public final class JUnitXml {

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Returns the results as XML text that ends in a line break. */
    public static String of(RunResult result) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JUnitXml(xml).write(result);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML into memory", e);
        }
        return text + "\n";
    }

    private void write(RunResult result) throws XMLStreamException {
        Summary summary = result.summary();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "seatrial " + result.plane());
        xml.writeAttribute("tests", String.valueOf(summary.total()));
        xml.writeAttribute("failures", String.valueOf(summary.failed()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute(
                "skipped", String.valueOf(summary.skipped() + summary.inconclusive() + summary.knownFailing()));
        xml.writeAttribute("time", seconds(result.duration()));
        for (CaseResult one : result.results()) {
            for (Rule rule : one.run().rules()) {
                write(rule, one);
            }
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(Rule rule, CaseResult result) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname",
                String.join(
                        ".",
                        "seatrial",
                        result.run().network().label(),
                        result.run().transport().name(),
                        result.run().profile().label().replace('.', '_')));
        xml.writeAttribute("name", rule.id() + " " + result.run().method().id());
        xml.writeAttribute("time", seconds(result.duration()));
        writeVerdict(rule, result);
        xml.writeEndElement();
    }

    private void writeVerdict(Rule rule, CaseResult result) throws XMLStreamException {
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Failed failed) {
            xml.writeStartElement("failure");
            Finding finding = failed.finding();
            xml.writeAttribute("type", finding.kind().name());
            xml.writeAttribute("message", CleanText.clean(finding.sentence()));
            xml.writeCharacters(CleanText.clean(TextSummary.details(rule, result) + "\n" + finding.trace()));
            xml.writeEndElement();
        } else if (verdict instanceof Verdict.Skipped skipped) {
            writeSkipped(skipped.reason());
        } else if (verdict instanceof Verdict.KnownFailing known) {
            writeSkipped("known failing, " + known.known().ticket() + ": "
                    + known.finding().sentence());
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            writeSkipped("inconclusive, " + inconclusive.evidence() + ": "
                    + inconclusive.finding().sentence());
        }
    }

    private void writeSkipped(String reason) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", CleanText.clean(reason));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }
}
