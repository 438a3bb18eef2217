package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.GENERATE;
import static io.seatrial.runtime.WorkerUnderTest.done;
import static io.seatrial.runtime.WorkerUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.discovery.DiscoveryEvent;
import io.seatrial.discovery.Watch;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Engine;
import io.seatrial.response.ResponseStream;
import io.seatrial.response.TraceHeaders;
import io.seatrial.runtime.health.HealthStatus;
import io.seatrial.settings.SystemSettings;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerLifeTest {

    @ParameterizedTest
    @EnumSource
    void shouldBeReachableBeforeItIsPublished(Profile profile) {
        try (WorkerUnderTest test = WorkerUnderTest.of(profile)) {
            CompletableFuture<ResponseStream> atFirstSight = new CompletableFuture<>();
            test.caller();
            Watch watch = test.store.watch(GENERATE, event -> {
                if (event instanceof DiscoveryEvent.Put put) {
                    test.call(put.instance().address()).whenComplete((stream, failure) -> {
                        if (failure == null) {
                            atFirstSight.complete(stream);
                        } else {
                            atFirstSight.completeExceptionally(failure);
                        }
                    });
                }
            });
            done(test.worker().serve(GENERATE, Engine.of("1")));
            assertThat(Answers.of(done(atFirstSight))).containsExactly("1");
            watch.close();
        }
    }

    @Test
    void shouldPublishThePortThatIsBound() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            int bound = done(test.worker().manager().server()).port();
            assertThat(bound).isNotZero();
            assertThat(endpoint.address().value()).startsWith("127.0.0.1:" + bound + "/");
            assertThat(test.published())
                    .extracting(instance -> instance.address())
                    .containsExactly(endpoint.address());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStayReachableWhileItIsUnpublished(Profile profile) {
        try (WorkerUnderTest test = WorkerUnderTest.of(profile)) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            for (int i = 0; i < 100; i++) {
                done(endpoint.unpublish());
                assertThat(test.published()).isEmpty();
                if (i % 10 == 0) {
                    assertThat(Answers.of(done(test.call(endpoint.address())))).containsExactly("1");
                }
                done(endpoint.republish());
                assertThat(test.published()).hasSize(1);
            }
            assertThat(test.worker().health().status(endpoint.id())).contains(HealthStatus.READY);
        }
    }

    @Test
    void shouldLetTheLastWishStandWhoeverAsksAtOnce() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            CompletableFuture<Void> slow = new CompletableFuture<>();
            test.discovery.beforeUnregister = slow;
            CompletableFuture<?> unpublished = endpoint.unpublish().toCompletableFuture();
            CompletableFuture<?> republished = endpoint.republish().toCompletableFuture();
            assertThat(republished).isNotDone();
            slow.complete(null);
            done(unpublished);
            done(republished);
            assertThat(test.published()).hasSize(1);
        }
    }

    @Test
    void shouldSayWhatFailedWhenTheStoreDoes() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            test.discovery.beforeUnregister = UnreliableDiscovery.down();
            test.discovery.beforeRegister = UnreliableDiscovery.down();
            assertThat(failure(endpoint.unpublish()))
                    .isInstanceOf(PlaneException.DiscoveryFailed.class)
                    .hasMessage(
                            "Unable to unregister endpoint instance from discovery. Check discovery service status");
            assertThat(failure(endpoint.republish()))
                    .isInstanceOf(PlaneException.DiscoveryFailed.class)
                    .hasMessage("Unable to re-register endpoint instance to discovery. Check discovery service status");
            test.discovery.beforeUnregister = CompletableFuture.completedFuture(null);
        }
    }

    @Test
    void shouldNotPublishAnEndpointThatIsClosed() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            done(endpoint.close());
            assertThat(failure(endpoint.republish())).isInstanceOf(PlaneException.Closed.class);
            assertThat(test.published()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeTheSameNameAgain(Profile profile) {
        try (WorkerUnderTest test = WorkerUnderTest.of(profile)) {
            Endpoint first = done(test.worker().serve(GENERATE, Engine.of("1")));
            done(first.close());
            assertThat(test.worker().health().status(first.id())).contains(HealthStatus.NOT_READY);
            Endpoint second = done(test.worker().serve(GENERATE, Engine.of("2")));
            assertThat(Answers.of(done(test.call(second.address())))).containsExactly("2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStartASecondRuntimeOnTheSamePortAfterTheFirst(Profile profile) {
        try (WorkerUnderTest test = WorkerUnderTest.of(profile)) {
            Endpoint first = done(test.worker().serve(GENERATE, Engine.of("1")));
            done(test.worker().shutdown());
            Worker again = test.another();
            Endpoint second = done(again.serve(GENERATE, Engine.of("2")));
            assertThat(second.address()).isEqualTo(first.address());
            assertThat(Answers.of(done(test.call(second.address())))).containsExactly("2");
            done(again.shutdown());
        }
    }

    @Test
    void shouldStartInANewScopeAfterTheFirstWasClosed() {
        for (int round = 0; round < 3; round++) {
            try (WorkerUnderTest test = WorkerUnderTest.reference()) {
                Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
                assertThat(Answers.of(done(test.call(endpoint.address())))).containsExactly("1");
                done(test.worker().shutdown());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryTraceHeadersToTheEngineAndSendNoneByItself(Profile profile) {
        try (WorkerUnderTest test = WorkerUnderTest.of(profile)) {
            List<TraceHeaders> seen = new CopyOnWriteArrayList<>();
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.iterating((context, request) -> {
                seen.add(context.trace());
                return List.of();
            })));
            TraceHeaders trace = TraceHeaders.begin(new Random(1)).withRequestId("mine");
            CallRequest traced = CallRequest.of("r-2", new byte[] {'1'}, trace.asMap());
            assertThat(Answers.of(done(test.call(endpoint.address())))).isEmpty();
            assertThat(Answers.of(done(test.caller().call(endpoint.address(), traced))))
                    .isEmpty();
            assertThat(seen).containsExactly(TraceHeaders.NONE, trace);
        }
    }

    @Test
    void shouldRefuseWhatTheModelRefusesInItsProfile() {
        try (WorkerUnderTest test = WorkerUnderTest.of(Profile.DYNAMO_1_0).with(SystemSettings.PORT, 40_000)) {
            assertThatThrownBy(test::another).isInstanceOf(PlaneException.ConfigurationError.class);
        }
    }

    @Test
    void shouldCloseAfterItsScopeWas() {
        WorkerUnderTest test = WorkerUnderTest.reference();
        ProcessScope scope = test.scope;
        done(test.worker().serve(GENERATE, Engine.of("1")));
        done(scope.close());
        done(test.sockets.close());
        assertThat(done(test.worker().close()).complete()).isTrue();
        assertThat(test.published()).isEmpty();
        test.close();
    }

    @Test
    void shouldServeManyEndpointsSideBySide() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            List<CompletableFuture<Endpoint>> starts = IntStream.range(0, 32)
                    .mapToObj(i -> test.worker()
                            .serve(new EndpointName("seat", "demo", "e" + i), Engine.of("" + i))
                            .toCompletableFuture())
                    .toList();
            for (int i = 0; i < starts.size(); i++) {
                Endpoint endpoint = done(starts.get(i));
                assertThat(Answers.of(done(test.call(endpoint.address())))).containsExactly("" + i);
            }
            done(test.worker().close());
            assertThat(test.published()).isEmpty();
        }
    }
}
