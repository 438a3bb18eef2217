package io.seatrial.testkit.report.html;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheFactory;
import io.seatrial.testkit.report.CleanText;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Fills templates of the class path, which may take in others: {@code style.mustache} is what all pages look like. */
public final class HtmlTemplate {

    private HtmlTemplate() {}

    /**
     * Returns a page.
     *
     * @param name the template, e.g. {@code report/report.mustache}
     * @param page what it shows; its texts are escaped, and are rid of characters that no page may have
     */
    public static String fill(String name, Object page) {
        StringWriter text = new StringWriter();
        MustacheFactory templates = new DefaultMustacheFactory(HtmlTemplate::open);
        templates.compile(name).execute(text, page);
        return CleanText.clean(text.toString());
    }

    private static Reader open(String name) {
        InputStream template = HtmlTemplate.class.getClassLoader().getResourceAsStream(name);
        return new InputStreamReader(Objects.requireNonNull(template, name), StandardCharsets.UTF_8);
    }
}
