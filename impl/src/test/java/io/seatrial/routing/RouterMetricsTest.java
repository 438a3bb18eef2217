package io.seatrial.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.PlaneServices;
import org.junit.jupiter.api.Test;

/** What a router shows of itself. */
class RouterMetricsTest {

    private static double gauge(RouterTrial trial, String router, String state) {
        Gauge gauge = trial.registry
                .get("seatrial_router_instances")
                .tags("dynamo_namespace", "seat", "dynamo_component", "demo", "dynamo_endpoint", "echo")
                .tags("router", router, "state", state)
                .gauge();
        return gauge.value();
    }

    @Test
    void shouldShowHowManyInstancesThereAreOfEachKind() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            PushRouter first = trial.router(builder -> builder.busyThreshold(1));
            PushRouter second = trial.router();
            trial.announce(1, 2, 3, 4);
            first.reportDown(1);
            first.reportLoad(2, 2);
            first.reportLoad(3, 2);

            assertThat(gauge(trial, "1", "source")).isEqualTo(4);
            assertThat(gauge(trial, "1", "available")).isEqualTo(3);
            assertThat(gauge(trial, "1", "inhibited")).isEqualTo(1);
            assertThat(gauge(trial, "1", "busy")).isEqualTo(2);
            assertThat(gauge(trial, "2", "available")).isEqualTo(4);
            trial.pass(RouterTrial.INTERVAL);
            assertThat(gauge(trial, "1", "available")).isEqualTo(4);
            second.close();
            first.close();
            assertThat(trial.registry.find("seatrial_router_instances").gauges())
                    .isEmpty();
        }
    }

    @Test
    void shouldNeedNoRegistry() {
        RouterMetrics metrics = new RouterMetrics(PlaneServices.NONE, RouterTrial.ECHO);
        metrics.show(RouterTrial.ECHO, () -> {
            throw new AssertionError("nobody looks");
        });
        metrics.migrated(RouterMetrics.Migrated.ONGOING_REQUEST);
        metrics.close();
    }
}
