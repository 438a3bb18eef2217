package io.seatrial.testkit.spi;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds planes to put to the trial. They are other people's code: whatever is wrong with one is told in one sentence. */
public final class PlanesUnderTest {

    private final Map<String, List<PlaneUnderTest>> known = new TreeMap<>();
    private final List<String> unusable = new ArrayList<>();

    private PlanesUnderTest() {}

    /**
     * Finds a plane on the class path of the testkit.
     *
     * @see #find(String, ClassLoader)
     */
    public static PlaneUnderTest find(String nameOrClass) {
        return find(nameOrClass, PlaneUnderTest.class.getClassLoader());
    }

    /**
     * Finds a plane by the name that it gives itself, if {@link ServiceLoader} knows it, or by the name of its class.
     *
     * @param classPath where to look; it must lead to the testkit's own classes, too
     * @throws IllegalArgumentException if there is none, naming those that there are, or if it cannot be used
     */
    public static PlaneUnderTest find(String nameOrClass, ClassLoader classPath) {
        PlanesUnderTest planes = new PlanesUnderTest();
        planes.lookUp(classPath);
        List<PlaneUnderTest> named = planes.known.getOrDefault(nameOrClass, List.of());
        if (named.size() > 1) {
            throw new IllegalArgumentException("Several planes call themselves '" + nameOrClass
                    + "'. Give the class of the one that is meant: "
                    + named.stream().map(plane -> plane.getClass().getName()).collect(Collectors.joining(", ")));
        }
        PlaneUnderTest plane = named.isEmpty() ? planes.ofClass(nameOrClass, classPath) : named.get(0);
        requireDeclarations(plane);
        return plane;
    }

    private void lookUp(ClassLoader classPath) {
        try {
            ServiceLoader.load(PlaneUnderTest.class, classPath).stream().forEach(this::add);
        } catch (ServiceConfigurationError e) {
            unusable.add(told(e));
        }
    }

    private void add(ServiceLoader.Provider<PlaneUnderTest> provider) {
        try {
            PlaneUnderTest plane = provider.get();
            known.computeIfAbsent(plane.name(), name -> new ArrayList<>()).add(plane);
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            unusable.add(provider.type().getName() + " (" + told(e) + ")");
        }
    }

    private PlaneUnderTest ofClass(String name, ClassLoader classPath) {
        try {
            return Class.forName(name, true, classPath)
                    .asSubclass(PlaneUnderTest.class)
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            String broken = unusable.isEmpty() ? "" : ". Found, but not usable: " + String.join("; ", unusable);
            throw new IllegalArgumentException(
                    "No plane '" + name + "'. Known: " + String.join(", ", known.keySet())
                            + "; or the name of a class on the class path that implements "
                            + PlaneUnderTest.class.getName() + broken,
                    e);
        } catch (InvocationTargetException e) {
            throw unusable(name, "its constructor throws " + told(e.getTargetException()), e);
        } catch (LinkageError e) {
            throw unusable(name, "it does not load (" + told(e) + "). Is all that it needs on the class path?", e);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw unusable(
                    name,
                    "expected a public class that implements " + PlaneUnderTest.class.getName()
                            + ", with a public constructor without arguments",
                    e);
        }
    }

    /** Asks for what everything else rests on, so that it does not fail in the middle of a run. */
    private static void requireDeclarations(PlaneUnderTest plane) {
        String type = plane.getClass().getName();
        try {
            Objects.requireNonNull(plane.name(), "no name");
            Objects.requireNonNull(plane.version(), "no version");
            Objects.requireNonNull(plane.capabilities(), "no capabilities");
            Objects.requireNonNull(plane.profiles(), "no profiles");
            plane.transports().forEach(transport -> Objects.requireNonNull(plane.backends(transport), "no back ends"));
        } catch (RuntimeException | LinkageError e) {
            throw unusable(type, "it does not say what it is (" + told(e) + ")", e);
        }
        if (plane.transports().isEmpty()) {
            throw unusable(type, "it declares no transport", null);
        }
    }

    private static IllegalArgumentException unusable(String type, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException("The class " + type + " cannot be used: " + why, cause);
    }

    private static String told(Throwable failure) {
        Throwable root = failure;
        while (root instanceof Error && root.getCause() != null) { // errors of loading say little about why
            root = root.getCause();
        }
        return root.toString().lines().findFirst().orElse("");
    }
}
