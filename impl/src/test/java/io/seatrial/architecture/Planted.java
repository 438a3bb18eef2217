package io.seatrial.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Classes compiled from text inside a test, in the packages that a rule speaks of: the way to see a rule bite without a bad class in
 * the tree.
 */
public final class Planted {

    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

    private final Path directory;

    /**
     * Prepares a place for planted classes.
     *
     * @param directory an empty directory, the test's own
     */
    public Planted(Path directory) {
        this.directory = directory;
    }

    /** Fails unless the rule finds fault with the sources, in words that contain {@code evidence}. */
    public void isCaughtBy(ArchRule rule, String evidence, String... sources) throws IOException {
        List<String> violations = violations(rule, sources);
        assertThat(violations).as(rule.getDescription()).isNotEmpty();
        assertThat(String.join("\n", violations)).contains(evidence);
    }

    /** Fails if the rule finds fault with the sources. */
    public void isLeftAloneBy(ArchRule rule, String... sources) throws IOException {
        assertThat(violations(rule, sources)).as(rule.getDescription()).isEmpty();
    }

    private List<String> violations(ArchRule rule, String... sources) throws IOException {
        return rule.evaluate(classes(sources)).getFailureReport().getDetails();
    }

    /** Compiles the sources, each one type or one {@code package-info}, apart from all that was planted before. */
    public JavaClasses classes(String... sources) throws IOException {
        Path root = Files.createTempDirectory(directory, "planted");
        Path classes = Files.createDirectory(root.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
        for (String source : sources) {
            Path file = root.resolve(nameOf(source));
            Files.createDirectories(file.getParent());
            Files.writeString(file, source);
            arguments.add(file.toString());
        }
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .as("compilation of %s", List.of(sources))
                .isZero();
        return new ClassFileImporter().importPath(classes);
    }

    private static String nameOf(String source) {
        Matcher packageName = PACKAGE.matcher(source);
        assertThat(packageName.find()).as("a package in: %s", source).isTrue();
        Matcher typeName = TYPE.matcher(source);
        String file = typeName.find() ? typeName.group(1) : "package-info";
        return packageName.group(1).replace('.', '/') + "/" + file + ".java";
    }
}
