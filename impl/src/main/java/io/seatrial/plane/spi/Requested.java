package io.seatrial.plane.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a configuration asks of a transport, as opposed to what a process has.
 *
 * @param host the host that is configured, if one is
 * @param port the port that is configured, if one is and it is not 0
 * @param fields what an operator should read when a manager is made, in order: {@code host}, {@code port} (a number or
 *     {@code OS-assigned}; a configured 0 shows as 0), and what the transport adds (dynamo-manager.md M6)
 */
public record Requested(Optional<String> host, Optional<Integer> port, Map<String, Object> fields) {

    /** Creates a request and keeps the order of its fields. */
    public Requested {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(port, "port");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Returns whether a server at this address is what was asked for. */
    public boolean isServedAt(String address, int boundPort) {
        boolean samePort = port.isEmpty() || port.get() == boundPort;
        boolean sameHost = host.isEmpty() || address.endsWith("//" + host.get() + ":" + boundPort);
        return samePort && sameHost;
    }

    @Override
    public String toString() {
        return fields.get("host") + ":" + fields.get("port");
    }
}
