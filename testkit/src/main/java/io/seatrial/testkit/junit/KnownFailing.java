package io.seatrial.testkit.junit;

import io.seatrial.testkit.run.KnownFailingFile;
import io.seatrial.testkit.run.KnownFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the list of known failures beside a test class. */
final class KnownFailing {

    private KnownFailing() {}

    /**
     * Reads a resource.
     *
     * @throws IllegalArgumentException if it cannot be used, or if there is none and it is not the one that need not be there
     */
    static List<KnownFailure> read(Class<?> test, String name) {
        try (@Nullable InputStream in = test.getClassLoader().getResourceAsStream(name)) {
            if (in != null) {
                return KnownFailingFile.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
        if (name.equals(PlaneConformance.KNOWN_FAILING)) {
            return List.of();
        }
        throw new IllegalArgumentException(
                "there is no resource " + name + ", which knownFailing() of " + test.getName() + " names");
    }
}
