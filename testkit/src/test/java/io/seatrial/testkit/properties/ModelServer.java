package io.seatrial.testkit.properties;

import io.seatrial.plane.EndpointId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server should do with endpoints and their requests, written down in the plainest way. */
final class ModelServer {

    /** One registration, from register to the end of its last request. */
    static final class Registration {
        final EndpointId id;
        final ScriptedHandler handler;
        final List<String> received = new ArrayList<>();
        int held;
        boolean removed;

        Registration(EndpointId id, ScriptedHandler handler) {
            this.id = id;
            this.handler = handler;
        }
    }

    private final Map<EndpointId, Registration> registered = new LinkedHashMap<>();
    private final List<Registration> all = new ArrayList<>();
    private boolean closing;

    boolean isClosing() {
        return closing;
    }

    boolean isRegistered(EndpointId id) {
        return registered.containsKey(id);
    }

    @Nullable
    Registration find(EndpointId id) {
        return registered.get(id);
    }

    List<Registration> all() {
        return all;
    }

    void register(EndpointId id, ScriptedHandler handler) {
        Registration registration = new Registration(id, handler);
        registered.put(id, registration);
        all.add(registration);
    }

    /** Returns whom an unregister waits for. */
    List<Registration> unregister(EndpointId id) {
        Registration gone = registered.remove(id);
        if (gone == null) {
            return List.of();
        }
        gone.removed = true;
        return List.of(gone);
    }

    /** Returns whom a close waits for: everybody who has requests in flight, also those that were unregistered before. */
    List<Registration> close() {
        closing = true;
        registered.values().forEach(registration -> registration.removed = true);
        registered.clear();
        return all.stream().filter(registration -> registration.held > 0).toList();
    }

    int inFlight() {
        return all.stream().mapToInt(registration -> registration.held).sum();
    }
}
