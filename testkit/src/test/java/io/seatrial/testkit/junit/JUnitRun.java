package io.seatrial.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class with the JUnit that is on the class path, and keeps what it told. */
final class JUnitRun implements TestExecutionListener {

    private final Map<String, TestExecutionResult> tests = new LinkedHashMap<>();
    private final List<String> containers = new ArrayList<>();
    private final List<Throwable> brokenContainers = new ArrayList<>();

    private JUnitRun() {}

    static JUnitRun of(Class<?> testClass) {
        JUnitRun run = new JUnitRun();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build();
        LauncherConfig own = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(own).execute(request, run);
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (identifier.isTest()) {
            tests.put(identifier.getDisplayName(), result);
        } else {
            containers.add(identifier.getDisplayName());
            result.getThrowable().ifPresent(brokenContainers::add);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        // nothing is kept open
    }

    /** Returns the names of the tests, in the order in which they ran. */
    List<String> names() {
        return List.copyOf(tests.keySet());
    }

    List<String> containers() {
        return containers;
    }

    /** Returns what containers threw: a factory that could not make its tests. */
    List<Throwable> brokenContainers() {
        return brokenContainers;
    }

    /** Returns what became of the one test whose name begins so. */
    TestExecutionResult result(String begin) {
        List<String> fitting =
                tests.keySet().stream().filter(name -> name.startsWith(begin)).toList();
        if (fitting.size() != 1) {
            throw new AssertionError(begin + " fits " + fitting + " of " + tests.keySet());
        }
        return tests.get(fitting.get(0));
    }

    /** Returns what the one test whose name begins so threw. */
    Throwable thrown(String begin) {
        return result(begin).getThrowable().orElseThrow(() -> new AssertionError(begin + " threw nothing"));
    }

    TestExecutionResult.Status status(String begin) {
        return result(begin).getStatus();
    }
}
