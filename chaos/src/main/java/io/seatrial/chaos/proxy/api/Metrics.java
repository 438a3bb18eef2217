package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyServer;
import io.seatrial.chaos.proxy.Traffic;
import java.util.function.ToLongBiFunction;

/** The traffic of proxies in the text format of Prometheus, with the names of the real server. */
final class Metrics {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

    private static final String OWN = "promhttp_metric_handler_errors_total";

    private final ProxyServer server;

    Metrics(ProxyServer server) {
        this.server = server;
    }

    Answer show() {
        StringBuilder out = new StringBuilder();
        out.append("# HELP ")
                .append(OWN)
                .append(" Total number of internal errors encountered by the promhttp metric handler.\n");
        out.append("# TYPE ").append(OWN).append(" counter\n");
        out.append(OWN).append("{cause=\"encoding\"} 0\n").append(OWN).append("{cause=\"gathering\"} 0\n");
        counters(out, "toxiproxy_proxy_received_bytes_total", Traffic::received);
        counters(out, "toxiproxy_proxy_sent_bytes_total", Traffic::sent);
        return Answer.of(200, CONTENT_TYPE, out.toString());
    }

    private void counters(StringBuilder out, String name, ToLongBiFunction<Traffic, Direction> count) {
        StringBuilder lines = new StringBuilder();
        for (Direction direction : new Direction[] {Direction.DOWNSTREAM, Direction.UPSTREAM}) {
            for (Proxy proxy : server.proxies()) {
                long bytes = count.applyAsLong(proxy.traffic(), direction);
                if (bytes > 0) {
                    lines.append(name).append("{direction=\"").append(direction.text());
                    lines.append("\",listener=\"").append(escaped(proxy.listen()));
                    lines.append("\",proxy=\"").append(escaped(proxy.name()));
                    lines.append("\",upstream=\"").append(escaped(proxy.upstream()));
                    lines.append("\"} ").append(bytes).append('\n');
                }
            }
        }
        if (!lines.isEmpty()) {
            out.append("# HELP ")
                    .append(name)
                    .append(" \n# TYPE ")
                    .append(name)
                    .append(" counter\n")
                    .append(lines);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
