package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.forged.ForgedCases;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.forged.ForgedPlane;
import io.seatrial.testkit.forged.Trouble;
import io.seatrial.testkit.forged.TroubleCases;
import io.seatrial.testkit.forged.TroubledPlane;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Budget;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An adapter may throw, hang, answer nothing or never, wherever it is asked: it is judged, named and survived. */
class TroubledPlaneTest {

    private static final Budget SHORT =
            new Budget(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(500), Calibration.NONE);

    private static final CaseCatalog CATALOG = ForgedCatalog.of("""
            subject: Trouble
            defaults:
              level: MUST
              profiles: [reference]
              networks: [simulated]
              transports: [tcp]
              text: x
              why: x
              source: x
              hint: x
            rules: [{id: TROUBLE-01}, {id: TROUBLE-02}]
            """, TroubleCases.class);

    /** What the plane has by default, no case can tell from what it was not asked for; and statistics are nobody's business here. */
    private static final Set<String> NOT_CALLED = Set.of(
            "RequestPlaneClient.stats",
            "PlaneProcess.publishPort",
            // The forged plane has no workers that publish, no stores and no routers.
            "PlaneProcess.runtime",
            "PlaneProcess.fileDiscovery",
            "PlaneProcess.natsDiscovery",
            "PlaneManager.router");

    private static Stream<Method> methods() {
        return TroubledPlane.SPI.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> !NOT_CALLED.contains(name(method)));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static Map<String, Verdict> verdicts(PlaneUnderTest plane) {
        RunResult result = new CaseRunner(CATALOG, Networks.load())
                .run(
                        plane,
                        RunOptions.of(Selection.DEFAULT.on(NetworkKind.SIMULATED), 1)
                                .within(SHORT),
                        RunListener.NONE);
        return result.results().stream()
                .collect(Collectors.toMap(one -> one.run().rule().id(), CaseResult::verdict));
    }

    private static Stream<DynamicTest> each(Trouble trouble, Stream<Method> methods, Function<Method, String> told) {
        return methods.map(method -> DynamicTest.dynamicTest(name(method), () -> {
            Map<String, Verdict> verdicts = verdicts(TroubledPlane.of(trouble, method::equals));

            assertThat(sentences(verdicts.get("TROUBLE-01")))
                    .as("judged, and told by name")
                    .contains(told.apply(method));
            boolean describes = method.getDeclaringClass() == PlaneUnderTest.class
                    && !method.getName().equals("openProcess");
            assertThat(verdicts.get("TROUBLE-02"))
                    .as("the next case runs")
                    .isInstanceOf(describes ? Verdict.Failed.class : Verdict.Passed.class);
        }));
    }

    private static String sentences(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        Verdict.Failed failed = (Verdict.Failed) verdict;
        List<Finding> all = new ArrayList<>(List.of(failed.finding()));
        all.addAll(failed.further());
        return all.stream().map(Finding::sentence).collect(Collectors.joining("\n"));
    }

    @TestFactory
    Stream<DynamicTest> shouldSurviveAnAdapterThatThrows() {
        return each(Trouble.THROWS, methods(), method -> "forged trouble");
    }

    @TestFactory
    Stream<DynamicTest> shouldSurviveAnAdapterThatThrowsAnError() {
        return each(Trouble.THROWS_AN_ERROR, methods(), method -> "forged trouble");
    }

    @TestFactory
    Stream<DynamicTest> shouldSurviveAnAdapterThatReturnsNull() {
        return each(
                Trouble.RETURNS_NULL,
                methods()
                        .filter(method -> !method.getReturnType().isPrimitive())
                        .filter(method ->
                                !Set.of("transportName", "address", "mode").contains(method.getName())),
                method -> "returned null");
    }

    @TestFactory
    Stream<DynamicTest> shouldSurviveAnAdapterThatNeverCompletes() {
        return each(
                Trouble.NEVER_COMPLETES,
                methods().filter(method -> method.getReturnType() == CompletionStage.class),
                method -> "nothing scheduled");
    }

    /** Each costs the bound of a case: one method of each interface is enough. */
    @TestFactory
    Stream<DynamicTest> shouldSurviveAnAdapterThatHangs() {
        Set<String> one = Set.of("openProcess", "manager", "server", "register", "send", "call", "opened", "close");
        return each(
                Trouble.HANGS,
                methods().filter(method -> one.contains(method.getName())),
                method -> "was still running at ");
    }

    @Test
    void shouldTellThatAnAdapterHangsWhereItIsAskedForItsName() {
        PlaneUnderTest plane =
                TroubledPlane.of(Trouble.HANGS, method -> method.getName().equals("capabilities"));

        GuardedPlane guarded = GuardedPlane.of(plane, () -> plane, Duration.ofMillis(200));

        assertThat(guarded.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(CaseFailure.Kind.TIMEOUT);
            assertThat(trouble.subject()).isEqualTo("capabilities() of the plane under test");
            assertThat(trouble.actual()).startsWith("was still running at ").contains("await");
        });
        assertThat(guarded.name()).as("what it can say, it says").isEqualTo("memory");
    }

    @Test
    void shouldSurviveAnAdapterThatThrowsFromEveryMethod() {
        PlaneUnderTest plane = TroubledPlane.of(Trouble.THROWS, method -> true);

        Map<String, Verdict> verdicts = verdicts(plane);

        assertThat(verdicts).hasSize(2);
        assertThat(sentences(verdicts.get("TROUBLE-02")))
                .contains("name() of the plane under test", "transports() of the plane under test");
    }

    @Test
    void shouldNameAThreadThatAnAdapterLeavesBehind() throws Exception {
        PlaneUnderTest plane = ForgedPlane.misbehaving(setup -> ForgedCases.UNRULY.startThread("forged-pool-1"));
        try {
            assertThat(sentences(ForgedRuns.verdict(plane, "FORGED-01"))).contains("1 threads", "forged-pool-1");
        } finally {
            ForgedCases.UNRULY.release();
        }
    }
}
