package io.seatrial.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.io.SocketIo;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.nats.NatsLink;
import io.seatrial.nats.Relay;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.testkit.network.LoopbackNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.event.Level;

/**
 * What {@link SharedServerStory} is for TCP and HTTP, for NATS, where two things differ: each manager of a process has a server of its own,
 * on a connection of its own; and nobody listens, so that there is no port and none is published by a start. What can fail is the way to the
 * broker. Callers are threads and the broker is real, so here time is, too; what happens is still drawn from the seed alone.
 */
final class NatsServersStory {

    private static final Duration CEILING = Duration.ofSeconds(60);
    private static final int MOST_STEPS = 12;
    private static final int MOST_CALLERS = 6;

    private final Random random;
    private final Profile profile;
    private final Relay relay;
    private final SocketIo io = SocketIo.open("nats-story");
    private final LoopbackNetwork network = new LoopbackNetwork();
    private final List<Process> processes = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private boolean reachable = true;
    private int calls;

    NatsServersStory(long seed, Profile profile, int brokerPort) {
        random = new Random(seed);
        this.profile = profile;
        relay = Relay.to(brokerPort);
        for (int i = 0; i <= random.nextInt(2); i++) {
            processes.add(new Process("p" + i));
        }
    }

    /** Lets it happen and balances the books; returns how many calls were made, so that a run cannot be empty unnoticed. */
    int play() {
        try {
            int steps = 3 + random.nextInt(MOST_STEPS);
            for (int step = 0; step < steps; step++) {
                if (random.nextInt(5) == 0) {
                    turn();
                } else {
                    processes.get(random.nextInt(processes.size())).act();
                }
            }
            if (!reachable) {
                turn();
            }
            processes.forEach(Process::balance);
            return calls;
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nThe story:\n  " + String.join("\n  ", told), e);
        } finally {
            processes.forEach(Process::close);
            relay.close();
            done(io.close());
        }
    }

    /** Cuts the way to the broker, or mends it. */
    private void turn() {
        reachable = !reachable;
        told.add("the broker can be reached" + (reachable ? " again" : " no more"));
        if (reachable) {
            relay.mend();
        } else {
            relay.cut();
        }
    }

    private <T> T done(CompletionStage<T> stage) {
        ended(stage);
        return stage.toCompletableFuture().join();
    }

    private void ended(CompletionStage<?> stage) {
        if (!network.await(stage, CEILING)) {
            throw new AssertionError("has not ended within " + CEILING + ": " + stage);
        }
    }

    /** A manager, its connection, and the server that it has given. */
    private static final class Managed {
        private final NetworkManager manager;
        private final NatsLink link;
        private RequestPlaneServer server;

        Managed(NetworkManager manager, NatsLink link) {
            this.manager = manager;
            this.link = link;
        }
    }

    private final class Process {

        private final String name;
        private final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
        private final ProcessScope scope;
        private final List<Managed> managers = new ArrayList<>();
        private int published;
        private int publishedAgain;

        Process(String name) {
            this.name = name;
            this.scope = ProcessScope.open(io, notices::add);
        }

        void act() {
            switch (random.nextInt(managers.isEmpty() ? 1 : 6)) {
                case 0 -> addManager();
                case 1 -> publish();
                default -> call(random.nextInt(managers.size()));
            }
        }

        private void addManager() {
            told.add(name + ": a manager is made");
            NetworkConfig config = NetworkConfig.read(
                            Map.of("NATS_SERVER", relay.url(), "NATS_STARTUP_CONNECT_TIMEOUT_SECONDS", "0"))
                    .withProfile(profile)
                    .withMode(PlaneMode.NATS);
            NatsLink link = NatsLink.create(io, config.settings(), profile, notices::add);
            PlaneServices services = PlaneServices.NONE.with(NatsLink.class, link);
            managers.add(new Managed(new NetworkManager(scope, config, services), link));
        }

        /** Several callers at once, of whom some give up; then one more, so that it is known what has become of the attempts. */
        private void call(int which) {
            Managed managed = managers.get(which);
            int callers = 1 + random.nextInt(MOST_CALLERS);
            int patient = random.nextInt(callers + 1);
            told.add(name + ": " + callers + " ask manager " + which + ", " + (callers - patient) + " give up");
            List<CompletableFuture<RequestPlaneServer>> all = network.concurrently(callers, caller -> {
                CompletableFuture<RequestPlaneServer> call =
                        managed.manager.server().toCompletableFuture();
                if (caller >= patient) {
                    call.cancel(true);
                }
                return call;
            });
            all.forEach(NatsServersStory.this::ended);
            all.stream().filter(call -> !call.isCancelled()).forEach(call -> judge(managed, call));
            CompletableFuture<RequestPlaneServer> last =
                    managed.manager.server().toCompletableFuture();
            ended(last);
            judge(managed, last);
            calls += callers + 1;
        }

        private void judge(Managed managed, CompletableFuture<RequestPlaneServer> call) {
            if (!reachable && managed.server == null) {
                assertThat(call.handle((server, failure) -> failure).join())
                        .as("the failure of a call of " + name + ", which has no broker")
                        .isInstanceOf(PlaneException.CannotConnect.class);
                return;
            }
            assertThat(call).as("a call of " + name).isCompleted();
            if (managed.server == null) {
                managed.server = call.join();
            }
            assertThat(call.join())
                    .as("the server object of a manager of " + name)
                    .isSameAs(managed.server);
        }

        private void publish() {
            told.add(name + ": a port is published");
            boolean first = published == 0;
            assertThat(scope.port(PlaneMode.NATS).set(4000 + published + publishedAgain))
                    .as("whether a port of " + name + " was taken")
                    .isEqualTo(first);
            if (first) {
                published = 4000;
            } else {
                publishedAgain++;
            }
        }

        void balance() {
            List<RequestPlaneServer> servers = managers.stream()
                    .map(managed -> managed.server)
                    .filter(server -> server != null)
                    .toList();
            assertThat(servers)
                    .as("servers of " + name + ", one for each manager")
                    .doesNotHaveDuplicates();
            servers.forEach(server ->
                    assertThat(server.port()).as("port of a server of " + name).isZero());
            if (published == 0) {
                assertThat(scope.port(PlaneMode.NATS).current())
                        .as("port of " + name + ", where nobody published one")
                        .isEmpty();
                assertThatThrownBy(() -> scope.port(PlaneMode.NATS).get())
                        .isInstanceOf(PlaneException.ConfigurationError.class);
            } else {
                assertThat(scope.port(PlaneMode.NATS).get())
                        .as("port of " + name)
                        .isEqualTo(published);
            }
            List<Notice> ignored = notices.stream()
                    .filter(notice ->
                            notice.level() == Level.WARN && notice.fields().containsKey("existing_port"))
                    .toList();
            assertThat(ignored).as("warnings of ports of " + name).hasSize(publishedAgain);
            ignored.forEach(warning -> assertThat(warning.fields()).containsEntry("existing_port", published));
        }

        void close() {
            managers.forEach(managed -> done(managed.manager.close()));
            done(scope.close());
            managers.forEach(managed -> done(managed.link.close()));
        }
    }
}
