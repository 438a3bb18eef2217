package io.seatrial.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ClientMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** A client that says of itself what the test tells it. */
    private static final class Told implements RequestPlaneClient {
        ClientStats stats = ClientStats.ZERO;
        CompletableFuture<byte[]> outcome = CompletableFuture.completedFuture(new byte[] {7});

        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            payload.release();
            return outcome;
        }

        @Override
        public String transportName() {
            return "told";
        }

        @Override
        public boolean isHealthy() {
            return true;
        }

        @Override
        public ClientStats stats() {
            return stats;
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }

    private double counter(String what) {
        return registry.get("dynamo_transport_tcp_" + what).functionCounter().count();
    }

    private double connections(String state) {
        return registry.get("dynamo_transport_tcp_connections")
                .tag("state", state)
                .gauge()
                .value();
    }

    @Test
    void shouldSumOverClientsAndKeepWhatClosedOnesCounted() {
        ClientMeters meters = new ClientMeters(registry, "tcp");
        Told one = new Told();
        Told other = new Told();
        RequestPlaneClient first = meters.meter(one);
        meters.meter(other);
        one.stats = new ClientStats(10, 8, 2, 100, 5, 3, 1, 0);
        other.stats = new ClientStats(1, 1, 0, 7, 0, 1, 2, 0);
        assertThat(counter("requests_sent_total")).isEqualTo(11);
        assertThat(counter("bytes_sent_total")).isEqualTo(107);
        assertThat(counter("bytes_received_total")).isEqualTo(5);
        assertThat(counter("errors_total")).isEqualTo(2);
        assertThat(connections("active")).isEqualTo(4);
        assertThat(connections("idle")).isEqualTo(3);

        first.close();
        first.close();
        assertThat(counter("requests_sent_total")).isEqualTo(11);
        assertThat(counter("errors_total")).isEqualTo(2);
        assertThat(connections("active")).isEqualTo(1);
    }

    @Test
    void shouldTellRequestsThatWereTooLargeFromOtherErrorsOnNats() {
        ClientMeters meters = new ClientMeters(registry, "nats");
        Told told = new Told();
        RequestPlaneClient metered = meters.meter(told);
        told.stats = new ClientStats(3, 0, 3, 0, 0, 0, 0, 0);
        told.outcome = CompletableFuture.failedFuture(new PlaneException.PayloadTooLarge("2 bytes (max: 1)"));
        metered.send(InstanceAddress.tcp("x"), Unpooled.buffer(), Map.of());
        told.outcome = CompletableFuture.failedFuture(new PlaneException.RequestTimeout("nobody answered"));
        metered.send(InstanceAddress.tcp("x"), Unpooled.buffer(), Map.of());
        assertThat(errors("max_payload_exceeded")).isEqualTo(1);
        assertThat(errors("other")).isEqualTo(2);
    }

    private double errors(String type) {
        return registry.get("dynamo_transport_nats_errors_total")
                .tag("error_type", type)
                .functionCounter()
                .count();
    }

    @Test
    void shouldChangeNothingForTheClientsUsers() {
        Told told = new Told();
        RequestPlaneClient metered = new ClientMeters(registry, "tcp").meter(told);
        assertThat(metered.send(InstanceAddress.tcp("x"), Unpooled.buffer(), Map.of())
                        .toCompletableFuture())
                .isCompletedWithValueMatching(body -> body[0] == 7);
        assertThat(metered.transportName()).isEqualTo("told");
        assertThat(metered.isHealthy()).isTrue();
        assertThat(metered.stats()).isSameAs(told.stats);
    }

    @Test
    void shouldLeaveTheFirstManagersMetersAloneAndTakeAwayOnlyItsOwn() {
        ClientMeters first = new ClientMeters(registry, "tcp");
        Told told = new Told();
        first.meter(told);
        ClientMeters second = new ClientMeters(registry, "tcp");
        second.meter(new Told()).close();
        told.stats = new ClientStats(1, 1, 0, 0, 0, 0, 0, 0);
        second.close();
        assertThat(counter("requests_sent_total")).isEqualTo(1);
        first.close();
        assertThat(registry.getMeters()).isEmpty();
    }
}
