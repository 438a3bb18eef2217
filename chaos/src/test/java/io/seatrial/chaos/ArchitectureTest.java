package io.seatrial.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.seatrial.architecture.ApiDocs;
import io.seatrial.architecture.HandedIn;
import io.seatrial.architecture.ModuleClasses;
import io.seatrial.architecture.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of {@link io.seatrial.architecture} for this module. That each of them bites is tested where they are written. */
class ArchitectureTest {

    /** The classes that may read the machine's clock and make threads. A new one stands here with its reason. */
    private static final String[] HELP_THEMSELVES = {
        // What runs when the JVM ends is a thread that the JVM starts.
        "io.seatrial.chaos.process.JvmEnd",
        // Makes the threads of a fault proxy, which is about real sockets and real time.
        "io.seatrial.chaos.proxy.ProxyLoops",
        // Dates its answers, as HTTP wants it.
        "io.seatrial.chaos.proxy.api.ApiHandler",
        // Times the faults of a server that has no schedules, and asks it from a thread of its own, for its client
        // blocks.
        "io.seatrial.chaos.engine.ToxiproxyEngine",
    };

    @TestFactory
    Stream<DynamicTest> shouldHoldTheRules() {
        JavaClasses classes = ModuleClasses.read();
        Stream<ArchRule> general = Stream.concat(Shape.all(), HandedIn.all(HandedIn.named(HELP_THEMSELVES)));
        return Stream.concat(general, Stream.of(testcontainersStaysInItsPackage(), packagesHaveNoCycles()))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    @Test
    void shouldDocumentWhatUsersProgramAgainst() throws IOException {
        assertThat(ApiDocs.undocumented(
                        Path.of("src", "main", "java"), name -> !name.startsWith("io.seatrial.chaos.backend")))
                .isEmpty();
    }

    /** What mentions a class of it can load it: 18 MB, for a program that mostly finds what it needs without Docker. */
    private static ArchRule testcontainersStaysInItsPackage() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.seatrial.chaos.container..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
                .as("only io.seatrial.chaos.container knows Testcontainers");
    }

    private static ArchRule packagesHaveNoCycles() {
        return slices().matching("io.seatrial.chaos.(*)..").should().beFreeOfCycles();
    }
}
