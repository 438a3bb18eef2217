package io.seatrial.testkit.network;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The networks on the class path. */
public final class Networks {

    private final Map<NetworkKind, NetworkProvider> providers = new EnumMap<>(NetworkKind.class);

    private Networks(Iterable<NetworkProvider> found) {
        for (NetworkProvider provider : found) {
            NetworkProvider other = providers.putIfAbsent(provider.kind(), provider);
            if (other != null) {
                throw new IllegalStateException("two providers for network '" + provider.kind() + "': "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
    }

    /** Returns those that {@link ServiceLoader} finds. */
    public static Networks load() {
        return new Networks(ServiceLoader.load(NetworkProvider.class, NetworkProvider.class.getClassLoader()));
    }

    /** Returns the ones given. */
    public static Networks of(NetworkProvider... providers) {
        return new Networks(java.util.List.of(providers));
    }

    /** Returns these with another provider in place of the one of its kind, if there is one. */
    public Networks with(NetworkProvider other) {
        Networks changed = of(providers.values().toArray(NetworkProvider[]::new));
        changed.providers.put(other.kind(), other);
        return changed;
    }

    /** Returns the provider of a kind, if there is one. */
    public Optional<NetworkProvider> find(NetworkKind kind) {
        return Optional.ofNullable(providers.get(kind));
    }

    /** Returns why a kind of network cannot be had here, if that is so. */
    public Optional<String> unavailable(NetworkKind kind) {
        return find(kind)
                .map(NetworkProvider::unavailable)
                .orElseGet(() -> Optional.of("this build has no network '" + kind + "'"));
    }
}
