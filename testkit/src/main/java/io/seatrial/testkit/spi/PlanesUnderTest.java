package io.seatrial.testkit.spi;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds planes to put to the trial. */
public final class PlanesUnderTest {

    private PlanesUnderTest() {}

    /**
     * Finds a plane by the name that it gives itself, if {@link ServiceLoader} knows it, or by the name of its class.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static PlaneUnderTest find(String nameOrClass) {
        Map<String, PlaneUnderTest> known = new TreeMap<>();
        ServiceLoader.load(PlaneUnderTest.class, PlaneUnderTest.class.getClassLoader())
                .forEach(plane -> known.put(plane.name(), plane));
        PlaneUnderTest plane = known.get(nameOrClass);
        return plane == null ? ofClass(nameOrClass, known) : plane;
    }

    private static PlaneUnderTest ofClass(String name, Map<String, PlaneUnderTest> known) {
        try {
            return Class.forName(name)
                    .asSubclass(PlaneUnderTest.class)
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "No plane '" + name + "'. Known: " + String.join(", ", known.keySet())
                            + "; or the name of a class on the class path that implements "
                            + PlaneUnderTest.class.getName(),
                    e);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "The class " + name + " cannot be used: expected a public class that implements "
                            + PlaneUnderTest.class.getName() + ", with a public constructor without arguments",
                    e);
        }
    }
}
