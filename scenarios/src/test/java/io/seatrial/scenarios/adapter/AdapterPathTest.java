package io.seatrial.scenarios.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.PlanesUnderTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterPathTest {

    @TempDir
    Path directory;

    private static PlaneUnderTest find(String nameOrClass, String path) throws IOException {
        try (AdapterPath classPath = AdapterPath.open(path)) {
            return PlanesUnderTest.find(nameOrClass, classPath.loader());
        }
    }

    @Test
    void shouldFindAnAdapterByItsNameOrItsClass() throws Exception {
        String jar = new AdapterJar(directory).registering("Polite").write();

        assertThat(find("polite", jar).version()).isEqualTo("9.9");
        assertThat(find("third.Polite", jar).name()).isEqualTo("polite");
        assertThat(find("third.Polite", directory.resolve("classes").toString()).name())
                .isEqualTo("polite");
        assertThat(find("reference", jar).getClass().getName()).startsWith("io.seatrial.");
    }

    @Test
    void shouldBeTheContextOfThoseWhoLookForServicesThemselves() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (AdapterPath classPath = AdapterPath.open(new AdapterJar(directory).write())) {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(classPath.loader());
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void shouldRefuseWhatIsNeitherAJarNorADirectory() throws Exception {
        Path text = Files.writeString(directory.resolve("notes.txt"), "no jar");
        String missing = directory.resolve("none.jar").toString();

        assertThatThrownBy(() -> AdapterPath.open(missing))
                .hasMessage(missing + " does not exist. Name jars or directories of classes");
        assertThatThrownBy(() -> AdapterPath.open(directory + File.pathSeparator + text))
                .hasMessageContaining(text + " cannot be read as a jar");
    }

    @Test
    void shouldNameBothOfTwoWithOneName() throws Exception {
        String jar = new AdapterJar(directory)
                .with("Twin", "public class Twin extends Polite {}")
                .registering("Polite", "Twin")
                .write();

        assertThatThrownBy(() -> find("polite", jar))
                .hasMessageContainingAll("Several planes", "third.Polite", "third.Twin", "Give the class");
        assertThat(find("third.Twin", jar).name()).isEqualTo("polite");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            public Odd() { throw new IllegalStateException("no licence"); } | its constructor throws java.lang.IllegalStateException: no licence
            public Odd(int size) {}                                         | a public constructor without arguments
            static int size = Integer.parseInt("much");                     | NumberFormatException: For input string
            public Set<Capability> capabilities() { throw new IllegalStateException("later"); } | does not say what it is (java.lang.IllegalStateException: later)
            public Set<Capability> capabilities() { return null; }          | no capabilities
            public Set<PlaneMode> transports() { return Set.of(); }         | declares no transport
            """)
    void shouldSayInOneSentenceWhatIsWrongWithAnAdapter(String member, String why) throws Exception {
        String jar = new AdapterJar(directory)
                .with("Odd", "public class Odd extends Polite { " + member + " }")
                .registering("Odd", "Polite", "Missing")
                .write();

        assertThatThrownBy(() -> find("third.Odd", jar))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("third.Odd", why)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void shouldGoOnBehindAnAdapterThatIsBroken() throws Exception {
        String jar = new AdapterJar(directory)
                .with("Odd", "public class Odd extends Polite { public String name() { throw new Error(\"x\"); } }")
                .with("Bad", "public class Bad extends Polite { public Bad() { throw new Error(\"no licence\"); } }")
                .registering("Bad", "Polite", "Missing")
                .write();

        assertThat(find("polite", jar).version()).isEqualTo("9.9");
        assertThatThrownBy(() -> find("plite", jar))
                .hasMessageContainingAll("No plane 'plite'. Known: polite, reference", "third.Bad", "third.Missing");
    }
}
