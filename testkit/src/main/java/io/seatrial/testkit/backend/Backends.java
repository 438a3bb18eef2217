package io.seatrial.testkit.backend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The kinds of back ends that are known on this class path. Finds nothing and starts nothing by itself. */
public final class Backends {

    /** None at all. */
    public static final Backends NONE = new Backends(List.of());

    private final Map<String, BackendProvider> providers = new TreeMap<>();

    private Backends(Iterable<BackendProvider> found) {
        for (BackendProvider provider : found) {
            BackendProvider other = providers.putIfAbsent(provider.name(), provider);
            if (other != null) {
                throw new IllegalStateException("two providers for back end '" + provider.name() + "': "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
    }

    /** Returns those that {@link ServiceLoader} finds. */
    public static Backends load() {
        return new Backends(ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader()));
    }

    /** Returns the ones given. */
    public static Backends of(BackendProvider... providers) {
        return new Backends(List.of(providers));
    }

    /** Returns the provider of a name, if there is one. */
    public Optional<BackendProvider> find(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    /** Opens a pool: what is asked of it is had once and shared, and given back when it is closed. */
    public BackendPool pool() {
        return new BackendPool(this);
    }
}
