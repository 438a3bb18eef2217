package io.seatrial.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notice;
import io.seatrial.testkit.network.ForwardingIo;
import io.seatrial.testkit.simulation.SimulatedWorld;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.event.Level;

/**
 * What may happen to the one server of a process on TCP or HTTP, drawn from a seed: managers made, servers asked for, calls given up, binds that fail, time
 * that passes, ports published again. At the end the books of a small model must balance. The seed alone repeats the story.
 */
final class SharedServerStory {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int MOST_STEPS = 40;

    private final PlaneMode mode;
    private final Random random;
    private final SimulatedWorld world;
    private final List<Process> processes = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    SharedServerStory(long seed, Profile profile, PlaneMode mode) {
        this.mode = mode;
        random = new Random(seed);
        world = SimulatedWorld.open(seed);
        for (int i = 0; i <= random.nextInt(3); i++) {
            processes.add(new Process("p" + i, profile));
        }
    }

    /** Lets it happen and balances the books; returns how many calls were made, so that a run cannot be empty unnoticed. */
    int play() {
        try (world) {
            int steps = 5 + random.nextInt(MOST_STEPS);
            for (int step = 0; step < steps; step++) {
                processes.get(random.nextInt(processes.size())).act();
            }
            processes.forEach(process -> process.failing = 0);
            world.runFor(LONG);
            processes.forEach(Process::balance);
            processes.forEach(process -> world.runFor(LONG)); // every close has its time
            return processes.stream().mapToInt(process -> process.calls.size()).sum();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nThe story:\n  " + String.join("\n  ", told), e);
        }
    }

    private final class Process {

        private final String name;
        private final Profile profile;
        private final List<Notice> notices = new ArrayList<>();
        private final FlakyIo io;
        private final ProcessScope scope;
        private final List<NetworkManager> managers = new ArrayList<>();
        private final List<CompletableFuture<RequestPlaneServer>> calls = new ArrayList<>();
        private int failing;
        private int attempts;
        private int failedAttempts;
        private int publishedAgain;

        Process(String name, Profile profile) {
            this.name = name;
            this.profile = profile;
            this.io = new FlakyIo(world.node(name), this);
            this.scope = ProcessScope.open(io, notices::add);
        }

        void act() {
            switch (random.nextInt(managers.isEmpty() ? 1 : 6)) {
                case 0 -> addManager();
                case 1, 2 -> call();
                case 3 -> giveUp();
                case 4 -> failNextBinds();
                default -> goOn();
            }
        }

        private void addManager() {
            tell("a manager is made");
            managers.add(new NetworkManager(
                    scope, NetworkConfig.read(Map.of()).withProfile(profile).withMode(mode)));
        }

        private void call() {
            int which = random.nextInt(managers.size());
            tell("manager " + which + " is asked for its server, call " + calls.size());
            calls.add(managers.get(which).server().toCompletableFuture());
        }

        private void giveUp() {
            if (!calls.isEmpty()) {
                int which = random.nextInt(calls.size());
                tell("call " + which + " is given up");
                calls.get(which).cancel(true);
            }
        }

        private void failNextBinds() {
            failing = random.nextInt(4);
            tell("the next " + failing + " binds fail");
        }

        private void goOn() {
            if (random.nextBoolean()) {
                tell("time passes");
                world.runFor(Duration.ofMillis(random.nextInt(20)));
            } else if (scope.port(mode).current().isPresent()) {
                tell("a port is published again");
                publishedAgain++;
                assertThat(scope.port(mode).set(1))
                        .as("a second port of " + name)
                        .isFalse();
            }
        }

        void balance() {
            Set<RequestPlaneServer> servers = new LinkedHashSet<>();
            int failed = 0;
            int givenUp = 0;
            for (CompletableFuture<RequestPlaneServer> call : calls) {
                assertThat(call).as("a call of " + name).isDone();
                if (call.isCancelled()) {
                    givenUp++;
                } else if (call.isCompletedExceptionally()) {
                    failed++;
                    assertThat(call.handle((server, failure) -> failure).join())
                            .as("the failure of a call of " + name)
                            .hasRootCauseInstanceOf(BindException.class)
                            .isInstanceOf(PlaneException.BindFailed.class);
                } else {
                    servers.add(call.join());
                }
            }
            int binds = attempts - failedAttempts;
            assertThat(servers).as("server objects of " + name).hasSizeLessThanOrEqualTo(1);
            assertThat(binds).as("binds of " + name).isLessThanOrEqualTo(1);
            assertThat(failed).as("failed calls of " + name).isBetween(failedAttempts - givenUp, failedAttempts);
            if (calls.size() > failed + givenUp) {
                assertThat(servers)
                        .as("server objects of " + name + ", which has calls that succeeded")
                        .hasSize(1);
            }
            expectOnePort(binds, servers);
            scope.close();
        }

        private void expectOnePort(int binds, Set<RequestPlaneServer> servers) {
            if (binds == 0) {
                assertThat(scope.port(mode).current())
                        .as("port of " + name + ", which is not bound")
                        .isEmpty();
                return;
            }
            int port = scope.port(mode).get();
            assertThat(port).as("port of " + name).isEqualTo(io.boundPort);
            servers.forEach(server -> assertThat(server.port())
                    .as("port of the server of " + name)
                    .isEqualTo(port));
            List<Notice> warnings = notices.stream()
                    .filter(notice -> notice.level() == Level.WARN)
                    .toList();
            assertThat(warnings).as("warnings of " + name).hasSize(publishedAgain);
            warnings.forEach(warning ->
                    assertThat(warning.fields()).as("warning of " + name).containsEntry("existing_port", port));
        }

        private void tell(String what) {
            told.add(world.elapsed() + " " + name + ": " + what);
        }
    }

    /** The network of a process, whose binds fail when the story says so. */
    private static final class FlakyIo extends ForwardingIo {

        private final Process process;
        private int boundPort;

        FlakyIo(NetworkIo real, Process process) {
            super(real);
            this.process = process;
        }

        @Override
        public CompletionStage<Listener> listen(
                InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
            process.attempts++;
            if (process.failing > 0) {
                process.failing--;
                process.failedAttempts++;
                CompletableFuture<Listener> refused = new CompletableFuture<>();
                scheduler().execute(() -> refused.completeExceptionally(new BindException("Address already in use")));
                return refused;
            }
            return super.listen(local, initializer, tuning).thenApply(listener -> {
                boundPort = listener.address().getPort();
                return listener;
            });
        }
    }
}
