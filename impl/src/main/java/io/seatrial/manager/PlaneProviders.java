package io.seatrial.manager;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.PlaneProvider;
import io.seatrial.plane.spi.Setting;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The request planes on the class path. */
final class PlaneProviders {

    private final Map<String, PlaneProvider> byMode = new TreeMap<>();

    private PlaneProviders(Iterable<PlaneProvider> providers) {
        for (PlaneProvider provider : providers) {
            PlaneProvider other = byMode.putIfAbsent(provider.mode().name(), provider);
            if (other != null) {
                throw new PlaneException.ConfigurationError(
                        "Two providers for request plane '" + provider.mode() + "': "
                                + other.getClass().getName() + " and "
                                + provider.getClass().getName());
            }
        }
    }

    static PlaneProviders load() {
        return new PlaneProviders(ServiceLoader.load(PlaneProvider.class, PlaneProvider.class.getClassLoader()));
    }

    boolean has(PlaneMode mode) {
        return byMode.containsKey(mode.name());
    }

    PlaneProvider require(PlaneMode mode) {
        PlaneProvider provider = byMode.get(mode.name());
        if (provider == null) {
            throw new PlaneException.ConfigurationError(
                    "No provider for request plane '" + mode + "' on the class path. Planes found: " + byMode.keySet());
        }
        return provider;
    }

    List<Setting<?>> settings() {
        return byMode.values().stream()
                .<Setting<?>>flatMap(provider -> provider.settings().stream())
                .toList();
    }
}
