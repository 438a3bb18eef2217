package io.seatrial.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.properties.ModelServer.Registration;
import io.seatrial.testkit.properties.ScriptedHandler.Fate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A server and its model, to which the same happens. After each step the two are compared: who is registered answers, who is not is refused
 * with the error that the transport has for it, a drain lasts as long as its requests, and the counts are right.
 */
final class ServerStory {

    /** Names and instances that are easily taken for each other. */
    static final List<EndpointId> IDS = List.of(
            EndpointId.of("seat", "demo", "echo", 1),
            EndpointId.of("seat", "demo", "echo", 17),
            EndpointId.of("seat", "demo", "my_echo", 1),
            EndpointId.of("seat", "demo2", "echo", 1),
            EndpointId.of("seat.demo", "echo", "echo", -1));

    private final PlaneMode mode;
    private final ServerWorld world;
    private final ModelServer model = new ModelServer();
    private final Map<String, Registration> held = new LinkedHashMap<>();
    private final List<Wait> waits = new ArrayList<>();
    private final List<CompletableFuture<DrainReport>> closes = new ArrayList<>();
    private int requests;

    /** An unregister or a close, and whose requests it waits for. */
    private record Wait(String what, CompletableFuture<DrainReport> stage, DrainReport report, List<Registration> on) {}

    ServerStory(PlaneMode mode, String... variables) {
        this.mode = mode;
        this.world = new ServerWorld(mode, variables);
    }

    void register(EndpointId id, boolean mayBlock) {
        ScriptedHandler handler = new ScriptedHandler(mayBlock);
        CompletableFuture<Void> stage =
                world.server.register(id, handler, handler).toCompletableFuture();
        world.ended(stage);
        if (model.isClosing()) {
            assertThat(failure(stage)).as("register at a closed server").isInstanceOf(PlaneException.Closed.class);
        } else if (model.isRegistered(id)) {
            assertThat(failure(stage)).as("second register").isInstanceOf(PlaneException.DuplicateEndpoint.class);
        } else {
            assertThat(stage).as("register").isCompleted();
            model.register(id, handler);
            assertThat(handler.health()).as("health of what is registered").containsExactly(true);
        }
    }

    void unregister(EndpointId id) {
        List<Registration> on = model.unregister(id);
        wait("unregister of " + id, world.server.unregister(id).toCompletableFuture(), on);
    }

    void close() {
        boolean first = !model.isClosing();
        List<Registration> on = model.close();
        CompletableFuture<DrainReport> stage = world.server.close().toCompletableFuture();
        closes.add(stage);
        if (first) {
            wait("close", stage, on);
        }
    }

    private void wait(String what, CompletableFuture<DrainReport> stage, List<Registration> on) {
        int inFlight = on.stream().mapToInt(registration -> registration.held).sum();
        waits.add(new Wait(what, stage, new DrainReport(inFlight, 0), on));
        on.forEach(registration -> assertThat(registration.handler.health())
                .as("health after " + what)
                .containsExactly(true, false));
    }

    /** Sends one request to an endpoint, whose fate it carries, and sees what becomes of it. */
    void send(EndpointId id, Fate fate) {
        expect(id, fate, begin(id, fate));
    }

    private Sent begin(EndpointId id, Fate fate) {
        String payload = fate.payload(requests++);
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new Sent(
                payload,
                world.client
                        .send(world.server.publishedAddress(id), Unpooled.wrappedBuffer(bytes), Map.of())
                        .toCompletableFuture());
    }

    private record Sent(String payload, CompletableFuture<byte[]> acknowledgement) {}

    private void expect(EndpointId id, Fate fate, Sent sent) {
        world.ended(sent.acknowledgement());
        Registration registration = model.find(id);
        if (registration == null) {
            assertThat(refusals())
                    .as("refusal of a request to " + id + ", which is not registered")
                    .contains(failure(sent.acknowledgement()).getClass());
            return;
        }
        assertThat(sent.acknowledgement())
                .as("request to " + id + ", which is registered")
                .isCompletedWithValueMatching(body -> body.length == 0, "has no body");
        arrived(registration, fate, sent.payload());
    }

    private void arrived(Registration registration, Fate fate, String payload) {
        registration.received.add(payload);
        if (fate == Fate.HELD) {
            registration.held++;
            held.put(payload, registration);
        }
        world.until(
                "'" + payload + "' arrives at " + registration.id,
                () -> registration.handler.received().contains(payload));
    }

    /** Which errors a request may get that nobody is there for. One that is closing may be reached no more, or say that it closes. */
    private List<Class<?>> refusals() {
        if (model.isClosing()) {
            return List.of(PlaneException.CannotConnect.class, PlaneException.Overloaded.class);
        }
        return List.of(
                mode.equals(PlaneMode.NATS)
                        ? PlaneException.CannotConnect.class // nobody subscribes to the subject, says the NATS server
                        : PlaneException.UnknownEndpoint.class);
    }

    /** Sends several requests to an endpoint and unregisters it meanwhile: each is acknowledged and arrives, or is refused and does not. */
    void unregisterUnderFire(EndpointId id, int shots) {
        Registration target = model.find(id);
        List<Sent> volley = new ArrayList<>();
        for (int i = 0; i < shots; i++) {
            volley.add(begin(id, Fate.AT_ONCE));
        }
        CompletableFuture<DrainReport> stage = world.server.unregister(id).toCompletableFuture();
        volley.forEach(sent -> world.ended(sent.acknowledgement()));
        List<String> taken = volley.stream()
                .filter(sent -> !sent.acknowledgement().isCompletedExceptionally())
                .map(Sent::payload)
                .toList();
        assertThat(volley)
                .filteredOn(sent -> !taken.contains(sent.payload()))
                .allSatisfy(sent -> assertThat(refusals())
                        .contains(failure(sent.acknowledgement()).getClass()));
        if (target == null) {
            assertThat(taken).as("requests that nobody can have taken").isEmpty();
            return;
        }
        boolean nothingHeld = target.held == 0;
        if (nothingHeld) {
            world.ended(stage);
            assertThat(target.handler.received())
                    .as("requests that ran before unregister returned")
                    .containsAll(taken);
        }
        taken.forEach(payload -> arrived(target, Fate.AT_ONCE, payload));
        model.unregister(id);
        int before = target.held;
        CompletableFuture<DrainReport> heldOnly = stage.thenApply(report -> {
            assertThat(report.inFlightAtStart()).isBetween(before, before + shots);
            return new DrainReport(before, report.leftInFlight());
        });
        waits.add(new Wait("unregister under fire of " + id, heldOnly, new DrainReport(before, 0), List.of(target)));
    }

    boolean holdsSomething() {
        return !held.isEmpty();
    }

    /** Lets one of the held requests end, well or with a failure. */
    void release(int which, boolean well) {
        String payload = List.copyOf(held.keySet()).get(which % held.size());
        Registration registration = held.remove(payload);
        registration.held--;
        registration.handler.release(payload, well);
    }

    /** Compares server and model. */
    void compare() {
        for (Wait wait : waits) {
            if (wait.on().stream().anyMatch(registration -> registration.held > 0)) {
                assertThat(wait.stage())
                        .as(wait.what() + ", whose requests have not ended")
                        .isNotDone();
            } else {
                assertThat(world.done(wait.stage()))
                        .as("report of " + wait.what())
                        .isEqualTo(wait.report());
            }
        }
        closes.forEach(close -> assertThat(close.isDone())
                .as("a further close, like the first")
                .isEqualTo(closes.get(0).isDone()));
        world.until(
                model.inFlight() + " requests in flight, not " + world.server.inFlight(),
                () -> world.server.inFlight() == model.inFlight());
        assertThat(world.server.isHealthy()).as("health of the server").isEqualTo(!model.isClosing());
        List<Sent> probes = IDS.stream().map(id -> begin(id, Fate.AT_ONCE)).toList();
        for (int i = 0; i < IDS.size(); i++) {
            expect(IDS.get(i), Fate.AT_ONCE, probes.get(i));
        }
        for (Registration registration : model.all()) {
            assertThat(registration.handler.received())
                    .as("requests of " + registration.id)
                    .containsExactlyInAnyOrderElementsOf(registration.received);
            assertThat(registration.handler.health())
                    .as("health of " + registration.id)
                    .isEqualTo(registration.removed ? List.of(true, false) : List.of(true));
        }
        world.until("only held requests in flight", () -> world.server.inFlight() == model.inFlight());
    }

    /** Ends the story: lets go what is held, closes, and sees that nothing is left. */
    void end() {
        while (holdsSomething()) {
            release(0, true);
        }
        close();
        compare();
        world.balance();
    }

    /** Gives up what a broken story leaves. */
    void abandon() {
        List.copyOf(held.keySet())
                .forEach(payload -> held.remove(payload).handler.release(payload, true));
        world.close();
    }

    private static Throwable failure(CompletableFuture<?> stage) {
        return stage.handle((value, failure) -> failure)
                .thenApply(ServerStory::required)
                .join();
    }

    private static Throwable required(Throwable failure) {
        if (failure == null) {
            throw new AssertionError("did not fail");
        }
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
