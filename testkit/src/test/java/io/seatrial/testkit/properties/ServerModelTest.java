package io.seatrial.testkit.properties;

import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.SkipsWithoutNats;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.network.LoopbackNetwork;
import io.seatrial.testkit.properties.ScriptedHandler.Fate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

/**
 * Whatever is registered, unregistered, sent, drained and closed in whatever order, a server of each transport does what its model says. A
 * failed story is told step by step, with the seed that draws it again.
 */
class ServerModelTest {

    private static final int FEW = 25;
    private static final int MANY = 150;
    private static final int MOST_STEPS = 25;

    private static NatsServerProcess nats;

    @BeforeContainer
    static void prepare() {
        new LoopbackNetwork.Provider().prepare();
    }

    @AfterContainer
    static void stop() {
        if (nats != null) {
            nats.close();
            nats = null;
        }
    }

    @Property(tries = FEW)
    void shouldDoAsItsModelOverTcp(@ForAll("tcp") ActionChain<ServerStory> story) {
        play(story);
    }

    @Property(tries = FEW)
    void shouldDoAsItsModelOverHttp(@ForAll("http") ActionChain<ServerStory> story) {
        play(story);
    }

    @Property(tries = FEW)
    @AddLifecycleHook(SkipsWithoutNats.class)
    void shouldDoAsItsModelOverNats(@ForAll("nats") ActionChain<ServerStory> story) {
        play(story);
    }

    @Property(tries = MANY)
    @Tag("long")
    void shouldDoAsItsModelOverTcpForLong(@ForAll("tcp") ActionChain<ServerStory> story) {
        play(story);
    }

    @Property(tries = MANY)
    @Tag("long")
    void shouldDoAsItsModelOverHttpForLong(@ForAll("http") ActionChain<ServerStory> story) {
        play(story);
    }

    @Property(tries = MANY)
    @Tag("long")
    @AddLifecycleHook(SkipsWithoutNats.class)
    void shouldDoAsItsModelOverNatsForLong(@ForAll("nats") ActionChain<ServerStory> story) {
        play(story);
    }

    private static void play(ActionChain<ServerStory> story) {
        try {
            story.withInvariant("the server does as its model", ServerStory::compare)
                    .run()
                    .end();
        } finally {
            story.finalState().ifPresent(ServerStory::abandon);
        }
    }

    @Provide
    ActionChainArbitrary<ServerStory> tcp() {
        return stories(() -> new ServerStory(PlaneMode.TCP));
    }

    @Provide
    ActionChainArbitrary<ServerStory> http() {
        return stories(() -> new ServerStory(PlaneMode.HTTP));
    }

    @Provide
    ActionChainArbitrary<ServerStory> nats() {
        return stories(() -> {
            if (nats == null) {
                nats = NatsServerProcess.start();
            }
            return new ServerStory(PlaneMode.NATS, "NATS_SERVER", nats.url());
        });
    }

    private static ActionChainArbitrary<ServerStory> stories(Supplier<ServerStory> beginning) {
        Arbitrary<EndpointId> ids = Arbitraries.of(ServerStory.IDS);
        return ActionChain.startWith(beginning)
                .withMaxTransformations(MOST_STEPS)
                .withAction(
                        6,
                        always(Combinators.combine(ids, Arbitraries.of(true, false))
                                .as((id, mayBlock) -> step(
                                        "register " + id + (mayBlock ? ", which may block" : ""),
                                        story -> story.register(id, mayBlock)))))
                .withAction(4, always(ids.map(id -> step("unregister " + id, story -> story.unregister(id)))))
                .withAction(
                        8,
                        always(Combinators.combine(
                                        ids, Arbitraries.of(List.of(Fate.HELD, Fate.HELD, Fate.FAILED, Fate.THROWN)))
                                .as((id, fate) ->
                                        step("send to " + id + " what is " + fate, story -> story.send(id, fate)))))
                .withAction(
                        3,
                        always(Combinators.combine(ids, Arbitraries.integers().between(1, 9))
                                .as((id, shots) -> step(
                                        "unregister " + id + " under " + shots + " requests",
                                        story -> story.unregisterUnderFire(id, shots)))))
                .withAction(
                        5,
                        whileHeld(Combinators.combine(
                                        Arbitraries.integers().between(0, 9), Arbitraries.of(true, true, false))
                                .as((which, well) -> step(
                                        "let held request " + which + (well ? " end" : " fail"),
                                        story -> story.release(which, well)))))
                .withAction(1, always(Arbitraries.just(step("close", ServerStory::close))));
    }

    private static Transformer<ServerStory> step(String what, Consumer<ServerStory> happens) {
        return Transformer.mutate(what, happens);
    }

    private static Action.Independent<ServerStory> always(Arbitrary<Transformer<ServerStory>> steps) {
        return () -> steps;
    }

    private static Action.Independent<ServerStory> whileHeld(Arbitrary<Transformer<ServerStory>> steps) {
        return new Action.Independent<>() {
            @Override
            public boolean precondition(ServerStory story) {
                return story.holdsSomething();
            }

            @Override
            public Arbitrary<Transformer<ServerStory>> transformer() {
                return steps;
            }
        };
    }
}
