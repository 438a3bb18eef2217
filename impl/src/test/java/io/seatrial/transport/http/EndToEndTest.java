package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestHandler;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.HttpSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Client and server of this plane with each other, in all pairs of profiles (dynamo-manager.md 7.3: 39; 7.4: 73). */
@ExtendWith(NoLeaks.class)
class EndToEndTest {

    private final TestHandler handler = TestHandler.quick();

    static Stream<Arguments> pairs() {
        return Stream.of(Profile.values())
                .flatMap(client -> Stream.of(Profile.values()).map(server -> Arguments.of(client, server)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldDeliverTheVeryBytesAndHeaders(Profile caller, Profile worker) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        headers.put("x-dynamo-request-id", "b4f1");
        byte[] payload = new byte[1_500_000];
        new Random(1).nextBytes(payload);
        CompletableFuture<byte[]> seen = new CompletableFuture<>();
        CompletableFuture<Map<String, String>> seenHeaders = new CompletableFuture<>();
        RequestHandler recording = request -> {
            seenHeaders.complete(request.headers());
            byte[] bytes = new byte[request.payload().readableBytes()];
            request.payload().readBytes(bytes).release();
            seen.complete(bytes);
            return CompletableFuture.completedFuture(null);
        };
        try (TestServer server = TestServer.start(worker, TestServer.settings()).serving(GENERATE, recording);
                ClientUnderTest client = ClientUnderTest.of(caller, ClientUnderTest.settings())) {
            InstanceAddress address = server.server.publishedAddress(GENERATE);
            assertThat(ClientUnderTest.answer(client.send(address, Unpooled.wrappedBuffer(payload), headers)))
                    .isEmpty();
            assertThat(seen.join()).isEqualTo(payload);
            assertThat(seenHeaders.join()).containsExactlyEntriesOf(headers);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldCarryManyRequestsAtOnce(Profile caller, Profile worker) {
        try (TestServer server = TestServer.start(worker, TestServer.settings()).serving(GENERATE, handler);
                ClientUnderTest client = ClientUnderTest.of(caller, ClientUnderTest.settings())) {
            InstanceAddress address = server.server.publishedAddress(GENERATE);
            String payload = "x".repeat(64 * 1024);
            List<CompletableFuture<byte[]>> sent = IntStream.range(0, 100)
                    .mapToObj(i -> client.send(address, payload))
                    .toList();
            sent.forEach(ClientUnderTest::answer);
            await().until(() -> handler.payloads.size() == 100);
            assertThat(handler.payloads).containsOnly(payload);
            if (caller.isReference()) {
                assertThat(client.io.connects()).as("one connection for all").isEqualTo(1);
            }
        }
    }

    @Test
    void shouldCarryTheLargestBodyAndRefuseALargerOneWithoutReadingIt() {
        AtomicLong bytes = new AtomicLong();
        RequestHandler counting = new RequestHandler() {
            @Override
            public CompletionStage<Void> handle(InboundRequest request) {
                bytes.addAndGet(request.payload().readableBytes());
                request.payload().release();
                return CompletableFuture.completedFuture(null);
            }
        };
        try (TestServer server = TestServer.reference().serving(GENERATE, counting);
                ClientUnderTest client = ClientUnderTest.reference(HttpSettings.MAX_BODY_SIZE, 64 << 20)) {
            InstanceAddress address = server.server.publishedAddress(GENERATE);
            ByteBuf largest = Unpooled.wrappedBuffer(new byte[32 << 20]);
            assertThat(ClientUnderTest.answer(client.send(address, largest, Map.of())))
                    .isEmpty();
            await().untilAsserted(() -> assertThat(bytes).hasValue(32L << 20));
            ByteBuf larger = Unpooled.wrappedBuffer(new byte[(32 << 20) + 1]);
            assertThat(ClientUnderTest.failure(client.send(address, larger, Map.of())))
                    .isInstanceOf(PlaneException.PayloadTooLarge.class)
                    .hasMessageEndingWith(
                            "413 Request Entity Too Large: Request body too large: the limit is 33554432 bytes");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTypeWhatTheServerRefuses(Profile caller) {
        try (TestServer server = TestServer.reference().serving(GENERATE, handler);
                ClientUnderTest client = ClientUnderTest.of(caller, ClientUnderTest.settings())) {
            String address = server.server.publishedAddress(GENERATE).value();
            InstanceAddress nobody = new InstanceAddress(PlaneMode.HTTP, address.replace("generate", "nobody"));
            PlaneException failure = ClientUnderTest.failure(client.send(nobody, "x"));
            assertThat(failure).hasMessage("HTTP request failed with status 404 Not Found: Endpoint not found");
            assertThat(failure)
                    .isInstanceOf(
                            caller.isReference() ? PlaneException.UnknownEndpoint.class : PlaneException.Untyped.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGoOnWithoutLossWhileEndpointsComeAndGo(Profile caller) {
        EndpointId other = EndpointId.of("ns", "backend", "other", 2);
        try (TestServer server = TestServer.reference().serving(GENERATE, handler);
                ClientUnderTest client = ClientUnderTest.of(caller, ClientUnderTest.settings())) {
            InstanceAddress address = server.server.publishedAddress(GENERATE);
            for (int i = 0; i < 200; i++) {
                CompletableFuture<byte[]> sent = client.send(address, "x");
                server.serving(other, TestHandler.quick());
                server.unregister(other);
                assertThat(ClientUnderTest.answer(sent)).isEmpty();
            }
            await().until(() -> handler.payloads.size() == 200);
        }
    }

    @Test
    void shouldLoseNothingWhenAServerClosesInOrder() {
        TestServer server = TestServer.reference().serving(GENERATE, handler);
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            InstanceAddress address = server.server.publishedAddress(GENERATE);
            assertThat(ClientUnderTest.answer(client.send(address, "x"))).isEmpty();
            List<CompletableFuture<byte[]>> sent = IntStream.range(0, 300)
                    .mapToObj(i -> {
                        if (i == 150) {
                            server.server.close();
                        }
                        return client.send(address, "x");
                    })
                    .toList();
            long accepted = sent.stream()
                    .filter(request -> {
                        try {
                            return ClientUnderTest.answer(request).isEmpty();
                        } catch (CompletionException refused) {
                            assertThat(refused.getCause())
                                    .isInstanceOfAny(
                                            PlaneException.Overloaded.class, PlaneException.CannotConnect.class);
                            return false;
                        }
                    })
                    .count();
            await().untilAsserted(() -> assertThat(handler.payloads).hasSize((int) accepted + 1));
        } finally {
            server.close();
        }
    }
}
