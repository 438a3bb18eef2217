package io.seatrial.testkit.spi;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import java.util.Set;

/**
 * A request plane that is put to the trial: what it is, what it has, and how one of its processes is opened. Found by
 * {@link java.util.ServiceLoader} or by class name; needs a public constructor without arguments. The command line
 * makes one for a whole run, a JUnit class one for each case: it holds no state, for all state belongs to the processes that it opens.
 */
public interface PlaneUnderTest {

    /** Returns the name for reports and for the command line, e.g. {@code reference}. */
    String name();

    /** Returns the version for reports. */
    default String version() {
        return "unknown";
    }

    /** Returns what it has. A case whose rule needs more is skipped with the reason. */
    Set<Capability> capabilities();

    /** Returns the transports it has. */
    Set<PlaneMode> transports();

    /** Returns the profiles it can show. */
    default Set<Profile> profiles() {
        return Set.of(Profile.REFERENCE);
    }

    /**
     * Returns the names of the {@linkplain io.seatrial.testkit.backend back ends} that a transport needs beside its own processes. Without
     * them its cases are skipped with the reason. They are processes of their own, so such a transport does not run in virtual time.
     */
    default Set<String> backends(PlaneMode transport) {
        return transport.equals(PlaneMode.NATS) ? Set.of("nats") : Set.of();
    }

    /**
     * Opens what a library keeps for the whole JVM once it has been used: shared threads, a selector. Called once, before the first case;
     * what is open then is not taken for what a case left behind.
     */
    default void prepare() {}

    /** Opens a process: what in the model is one operating system process, with its one server and one port for each transport. */
    PlaneProcess openProcess(ProcessSetup setup);
}
