package io.seatrial.runtime.system;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.runtime.health.HealthReport;
import io.seatrial.runtime.health.SystemHealth;
import io.seatrial.settings.SystemSettings;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the system server answers to which path (dynamo-manager.md 5.9). Independent of HTTP's bytes. */
final class SystemPages {

    private static final String METRICS = "/metrics";
    private static final String METADATA = "/metadata";
    private static final String ENGINE = "/engine/";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PlaneContext plane;
    private final SystemHealth health;
    private final @Nullable MeterRegistry meters;
    private final EngineRoutes routes;
    private final String healthPath;
    private final String livePath;

    SystemPages(PlaneContext plane, SystemHealth health, @Nullable MeterRegistry meters, EngineRoutes routes) {
        this.plane = plane;
        this.health = health;
        this.meters = meters;
        this.routes = routes;
        this.healthPath = plane.settings().get(SystemSettings.HEALTH_PATH);
        this.livePath = plane.settings().get(SystemSettings.LIVE_PATH);
    }

    /** Returns whether a path is there for reading only. */
    boolean isReadOnly(String path) {
        return path.equals(healthPath) || path.equals(livePath) || path.equals(METRICS) || path.equals(METADATA);
    }

    /**
     * Returns the page of a path.
     *
     * @param body what was sent
     */
    CompletionStage<Page> page(String path, byte[] body) {
        if (path.equals(healthPath) || path.equals(livePath)) {
            return now(healthPage());
        }
        if (path.equals(METRICS)) {
            return metricsPage();
        }
        if (path.equals(METADATA)) {
            return now(Page.text(HttpResponseStatus.NOT_FOUND, "Discovery metadata not available"));
        }
        if (path.startsWith(ENGINE)) {
            return enginePage(path, body);
        }
        return now(Page.text(HttpResponseStatus.NOT_FOUND, "Route not found"));
    }

    private Page healthPage() {
        HealthReport report = health.report();
        HttpResponseStatus status = report.isReady() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
        return Page.text(status, SystemJson.health(report));
    }

    private CompletionStage<Page> metricsPage() {
        Optional<PrometheusMeterRegistry> prometheus = prometheus(meters);
        if (prometheus.isEmpty()) {
            return now(Page.text(
                    HttpResponseStatus.NOT_FOUND, "The worker's meter registry is not one that Prometheus can read"));
        }
        // Meters of the program may be slow: not on an event loop.
        return CompletableFuture.supplyAsync(
                () -> new Page(
                        HttpResponseStatus.OK,
                        METRICS_TYPE,
                        prometheus.get().scrape().getBytes(StandardCharsets.UTF_8)),
                plane.io().blocking());
    }

    private static Optional<PrometheusMeterRegistry> prometheus(@Nullable MeterRegistry registry) {
        Stream<MeterRegistry> parts = registry instanceof CompositeMeterRegistry composite
                ? composite.getRegistries().stream()
                : Stream.ofNullable(registry);
        return parts.filter(PrometheusMeterRegistry.class::isInstance)
                .map(PrometheusMeterRegistry.class::cast)
                .findFirst();
    }

    private CompletionStage<Page> enginePage(String path, byte[] body) {
        EngineRoute route = routes.find(path.substring(ENGINE.length())).orElse(null);
        if (route == null) {
            return now(error(HttpResponseStatus.NOT_FOUND, "Route not found", "Route " + path + " not found"));
        }
        byte[] json = body.length == 0 ? new byte[] {'{', '}'} : body;
        String fault = SystemJson.fault(json);
        if (fault != null) {
            return now(error(HttpResponseStatus.BAD_REQUEST, "Invalid JSON", fault));
        }
        return new EngineCall(plane, route, json).answer();
    }

    static Page error(HttpResponseStatus status, String error, String message) {
        return Page.json(status, SystemJson.error(error, message));
    }

    private static CompletionStage<Page> now(Page page) {
        return CompletableFuture.completedFuture(page);
    }
}
