package io.seatrial.chaos.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.seatrial.chaos.RealToxiproxy;
import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Pause;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.process.WorkerProcess;
import io.seatrial.chaos.process.WorkerSpec;
import io.seatrial.chaos.proxy.Ends;
import io.seatrial.chaos.proxy.Upstream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests of a user, good and careless ones, as JUnit runs them. */
class ChaosExtensionTest {

    private static final String LAUNCHED_HERE = "seatrial.launched.by.ChaosExtensionTest";

    /** The careless tests below fail on purpose: nobody else shall run them, whatever pattern he gives to Surefire. */
    static final class OnlyWhenLaunchedHere implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(LAUNCHED_HERE).isPresent()
                    ? ConditionEvaluationResult.enabled("launched by ChaosExtensionTest")
                    : ConditionEvaluationResult.disabled("a test of a user, for ChaosExtensionTest to run");
        }
    }

    private static String run(Class<?> tests) {
        List<String> outcomes = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .configurationParameter(LAUNCHED_HERE, "true")
                                .selectors(selectClass(tests))
                                .build(),
                        listener(outcomes));
        return String.join("\n", outcomes);
    }

    private static TestExecutionListener listener(List<String> outcomes) {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    outcomes.add(result.getStatus() + " "
                            + result.getThrowable().map(Throwable::getMessage).orElse(""));
                }
            }
        };
    }

    /** A service of the user's. */
    @ExtendWith(OnlyWhenLaunchedHere.class)
    abstract static class WithService {

        static final AtomicReference<InetSocketAddress> LINK = new AtomicReference<>();
        Upstream service;
        final List<Socket> sockets = new ArrayList<>();

        @BeforeEach
        void open() throws IOException {
            service = new Upstream();
        }

        @AfterEach
        void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
            service.close();
        }

        Link link(ChaosLinks links) {
            Link link = links.to(service.socketAddress());
            LINK.set(link.address());
            return link;
        }

        Ends connect(Link link) throws IOException {
            Socket client = Ends.connect(link.address());
            sockets.add(client);
            Socket server = service.accept();
            sockets.add(server);
            return new Ends(client, server);
        }
    }

    @Chaos
    static class Good extends WithService {
        @Test
        void works(ChaosLinks links) throws IOException {
            Link link = link(links);
            try (InjectedFault slow = links.mustBeRemoved(link.inject(Injection.of(new Pause())))) {
                assertThat(slow.isPresent()).isTrue();
            }
            connect(link).expectWorking();
        }
    }

    @Test
    void shouldPassAndLeaveNothing() throws Exception {
        assertThat(run(Good.class)).isEqualTo("SUCCESSFUL ");
        try (Socket socket = new Socket()) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> socket.connect(WithService.LINK.get(), 1000)))
                    .as("the link after the test")
                    .isInstanceOf(IOException.class);
        }
    }

    @Chaos
    static class LeavesAFaultUndeclared extends WithService {
        @Test
        void leaves(ChaosLinks links) {
            link(links).inject(Injection.of(new Down()));
        }
    }

    @Test
    void shouldUndoWhatIsLeftWithoutComplaintUnlessItWasDeclared() {
        assertThat(run(LeavesAFaultUndeclared.class)).isEqualTo("SUCCESSFUL ");
    }

    @Chaos
    static class BreaksItsPromise extends WithService {
        @Test
        void leaves(ChaosLinks links) {
            links.mustBeRemoved(link(links).inject(Injection.of(new Down())));
        }
    }

    @Chaos
    static class BreaksThePromiseOfItsAnnotation {
        @Nested
        class Inside extends WithService {
            @Test
            @Chaos(removesFaults = true)
            void leaves(ChaosLinks links) {
                link(links).inject(Injection.of(new Down()));
            }
        }
    }

    @Test
    void shouldFailATestThatLeavesAFaultWhichItDeclaredToRemove() {
        String complaint = "FAILED The test has left behind: the fault 'down' on the link '127\\.0\\.0\\.1:\\d+',"
                + " which it declared to remove";
        assertThat(run(BreaksItsPromise.class)).matches(complaint);
        assertThat(run(BreaksThePromiseOfItsAnnotation.class)).matches(complaint);
    }

    @Chaos(connectionsMayLastMillis = 200)
    static class LeaksAConnection extends WithService {
        @Test
        void leaks(ChaosLinks links) throws IOException {
            connect(link(links)).expectWorking();
            sockets.clear();
        }
    }

    @Chaos(connectionsMayLastMillis = -1)
    static class LeaksUncounted extends LeaksAConnection {}

    @Test
    void shouldFailATestThatLeaksConnectionsUnlessToldNotToCount() {
        assertThat(run(LeaksAConnection.class))
                .matches("FAILED The test has left behind: 1 open connections through the link '.*', 200 ms after its"
                        + " end: a client or a server does not close its sockets");
        assertThat(run(LeaksUncounted.class)).isEqualTo("SUCCESSFUL ");
    }

    @Chaos
    static class EndsBehindAStall extends WithService {
        @Test
        void stalls(ChaosLinks links) throws IOException {
            Link link = link(links);
            link.inject(Injection.of(new Stall(Duration.ZERO)));
            Ends ends = connect(link);
            Ends.send(ends.server(), "held");
        }
    }

    @Test
    void shouldHealBeforeItCountsConnections() {
        assertThat(run(EndsBehindAStall.class)).isEqualTo("SUCCESSFUL ");
    }

    @Chaos(seed = 99)
    static class OneEngineForEach extends WithService {
        private ChaosEngine before;

        @BeforeEach
        void remember(ChaosLinks links) {
            before = links.engine();
        }

        @Test
        void same(ChaosLinks links) {
            assertThat(links.engine()).isSameAs(before);
        }
    }

    @Test
    void shouldGiveOneEngineToAllMethodsOfATest() {
        assertThat(run(OneEngineForEach.class)).isEqualTo("SUCCESSFUL ");
    }

    @Chaos
    static class StopsAProcess extends WithService {
        static final AtomicReference<WorkerProcess> WORKER = new AtomicReference<>();

        @Test
        void stops(ChaosProcesses processes) {
            WorkerSpec announced =
                    WorkerSpec.of("sh", "-c", "echo ready; exec sleep 600").servingWhenItSays("ready");
            WorkerProcess worker = processes.start(announced);
            WORKER.set(worker);
            worker.stop();
        }
    }

    @Chaos(removesFaults = true)
    static class PromisesToResume extends StopsAProcess {}

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
    void shouldEndProcessesAndFailATestThatLeavesOneStoppedIfItDeclaredNotTo() {
        assertThat(run(StopsAProcess.class)).isEqualTo("SUCCESSFUL ");
        assertThat(StopsAProcess.WORKER.get().isAlive()).isFalse();
        assertThat(run(PromisesToResume.class))
                .matches("FAILED The test has left behind: the process \\d+ stopped, which it declared to let go on");
        assertThat(StopsAProcess.WORKER.get().isAlive()).isFalse();
    }

    @Chaos(toxiproxy = "nowhere")
    static class Misspelt extends WithService {
        @Test
        void never(ChaosLinks links) {}
    }

    @Test
    void shouldSayHowToWriteTheAddressOfAServer() {
        assertThat(run(Misspelt.class)).startsWith("FAILED").contains("write host:port, as in 127.0.0.1:8474");
    }

    @Test
    void shouldUseAToxiproxyServer() throws Exception {
        try (RealToxiproxy real = RealToxiproxy.start();
                Upstream service = new Upstream()) {
            TestLinks links =
                    TestLinks.open(settings("127.0.0.1:" + real.address().getPort()));
            Link link = links.to(service.socketAddress());
            try (Socket client = Ends.connect(link.address());
                    Socket server = service.accept()) {
                new Ends(client, server).expectWorking();
            }
            assertThat(links.end()).isEmpty();
            assertThat(links.engine().links()).isEmpty();
        }
    }

    private static Chaos settings(String toxiproxy) throws Exception {
        Chaos defaults = Good.class.getAnnotation(Chaos.class);
        return (Chaos) java.lang.reflect.Proxy.newProxyInstance(
                Chaos.class.getClassLoader(),
                new Class<?>[] {Chaos.class},
                (proxy, method, arguments) ->
                        method.getName().equals("toxiproxy") ? toxiproxy : method.invoke(defaults, arguments));
    }
}
