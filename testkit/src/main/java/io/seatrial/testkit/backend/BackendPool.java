package io.seatrial.testkit.backend;

import io.seatrial.testkit.backend.Resolution.Missing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The back ends of one run: each is looked for when first asked for, once, and shared until the end. What is missing stays missing, since
 * looking for it may take a minute. Safe for many threads.
 */
public final class BackendPool implements AutoCloseable {

    private final Backends backends;
    private final Map<String, Resolution<? extends Backend>> shared = new LinkedHashMap<>();
    private final Map<String, Resolution<OwnBackend>> missing = new LinkedHashMap<>();

    BackendPool(Backends backends) {
        this.backends = Objects.requireNonNull(backends, "backends");
    }

    /** Returns the shared one of a name; looked for on the first call, which may take seconds. */
    public synchronized Resolution<? extends Backend> shared(String name) {
        Resolution<? extends Backend> known = shared.get(name);
        if (known == null) {
            known = backends.find(name)
                    .<Resolution<? extends Backend>>map(BackendProvider::open)
                    .orElseGet(() -> unknown(name));
            shared.put(name, known);
        }
        return known;
    }

    /** Starts one for the caller alone, who closes it. */
    public synchronized Resolution<OwnBackend> own(String name) {
        Resolution<OwnBackend> known = missing.get(name);
        if (known != null) {
            return known;
        }
        Resolution<OwnBackend> opened =
                backends.find(name).map(BackendProvider::openOwn).orElseGet(() -> unknown(name));
        if (opened.found().isEmpty()) {
            missing.put(name, opened);
        }
        return opened;
    }

    /** Returns what was taken so far. */
    public synchronized List<BackendInfo> taken() {
        return shared.values().stream()
                .flatMap(resolution -> resolution.found().stream())
                .map(Backend::info)
                .toList();
    }

    private static <B extends Backend> Resolution<B> unknown(String name) {
        return new Missing<>(
                name,
                "nothing on the class path provides it",
                "Add the module seatrial-chaos, or another that provides " + BackendProvider.class.getName());
    }

    /** Gives everything back that was taken and is shared. */
    @Override
    public synchronized void close() {
        shared.values().forEach(resolution -> resolution.found().ifPresent(Backend::close));
        shared.clear();
    }
}
