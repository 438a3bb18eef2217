package io.seatrial.testkit;

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
        // Makes the one event loop of a simulation, which has no thread and takes its time from the world's clock.
        "io.seatrial.testkit.simulation.SimulatedWorld",
        "io.seatrial.testkit.simulation.SimulationLoop",
        // Measures the machine itself: stalls and calibration are about real time.
        "io.seatrial.testkit.machine.Machine",
        // Passes the network's own scheduler on and counts its timers; it has no threads.
        "io.seatrial.testkit.network.ObservedScheduler",
        // Processes that share a directory compare the wall clock's times; its cases run in real time only.
        "io.seatrial.testkit.reference.ReferenceProcess",
    };

    @TestFactory
    Stream<DynamicTest> shouldHoldTheRules() {
        JavaClasses classes = ModuleClasses.read();
        Stream<ArchRule> rules = Stream.concat(Shape.all(), HandedIn.all(HandedIn.named(HELP_THEMSELVES)));
        return rules.map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    @Test
    void shouldDocumentWhatImplementersProgramAgainst() throws IOException {
        assertThat(ApiDocs.undocumented(
                        Path.of("src", "main", "java"), name -> name.startsWith("io.seatrial.testkit.spi")))
                .isEmpty();
    }
}
