package io.seatrial.scenarios.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.scenarios.launcher.Checkout.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {

    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    private Path directory;

    private Checkout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new Checkout(directory.resolve("a checkout"));
    }

    @Test
    void shouldBuildWhatIsMissingAndSaySoOnStandardError() throws Exception {
        Launch launch = checkout.run("conform", "two words");

        assertThat(launch.err()).contains("nothing is built yet", "[2/5] Seatrial impl", "built in");
        assertThat(launch.out()).isEqualTo("ran conform two words\n");
        assertThat(launch.exitCode()).isZero();
    }

    @Test
    void shouldNotBuildTwice() throws Exception {
        checkout.run();

        Launch again = checkout.run();

        assertThat(again.err()).isEmpty();
        assertThat(checkout.mavenRuns()).isEqualTo(1);
    }

    @Test
    void shouldBuildAgainWhenASourceChanges() throws Exception {
        checkout.run();
        checkout.file("testkit/src/main/java/Some.java", "class Some {}");

        assertThat(checkout.run().err()).contains("testkit/src/main/java/Some.java changed");
        assertThat(checkout.run().err()).isEmpty();
    }

    @Test
    void shouldBuildAgainWhenASourceGoesAway() throws Exception {
        checkout.run();
        Files.delete(checkout.path("chaos/src/main/java/Some.java"));

        assertThat(checkout.run().err()).contains("chaos/src/main/java changed");
    }

    @Test
    void shouldBuildAgainWhenASourceChangesDuringTheBuild() throws Exception {
        checkout.mavenDoes(
                "sleep 0.1",
                "touch impl/src/main/java/Some.java",
                "mkdir -p scenarios/target/app",
                "cp ready.jar scenarios/target/app/seatrial.jar");
        checkout.run();

        assertThat(checkout.run().err()).contains("impl/src/main/java/Some.java changed");
    }

    @Test
    void shouldRunFromAnywhereAndThroughSymbolicLinks() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path relative = Files.createSymbolicLink(bin.resolve("relative"), Path.of("../a checkout/seatrial"));
        Path link = Files.createSymbolicLink(bin.resolve("link"), relative);

        Launch launch = checkout.start(link, directory, JAVA_HOME, "here").ended();

        assertThat(launch.out()).isEqualTo("ran here\n");
    }

    @Test
    void shouldShowWhyABuildFailed() throws Exception {
        checkout.mavenDoes(
                "echo '[ERROR] Some.java:[1,10] reached end of file'", "echo '[ERROR] -> [Help 1]'", "exit 1");

        Launch launch = checkout.run();

        assertThat(launch.exitCode()).isEqualTo(70);
        assertThat(launch.err())
                .contains("reached end of file", "the build failed; the whole log is in", "build.log")
                .doesNotContain("Help 1");
        assertThat(launch.out()).isEmpty();
    }

    @Test
    void shouldNotTrustWhatAnInterruptedBuildLeftBehind() throws Exception {
        checkout.mavenDoes("mkdir -p impl/target/classes", "touch impl/target/classes/Half.class", "exit 130");
        Launch interrupted = checkout.run();
        checkout.mavenDoes(
                "if [ -e impl/target/classes/Half.class ]; then exit 1; fi",
                "mkdir -p scenarios/target/app",
                "cp ready.jar scenarios/target/app/seatrial.jar");

        assertThat(interrupted.err()).contains("interrupted");
        assertThat(checkout.run().exitCode()).isZero();
    }

    @Test
    void shouldBuildOnceForTwoAtOnce() throws Exception {
        checkout.mavenDoes(
                "sleep 0.5", "mkdir -p scenarios/target/app", "cp ready.jar scenarios/target/app/seatrial.jar");
        Path launcher = checkout.path("seatrial");
        Launch one = checkout.start(launcher, directory, JAVA_HOME, "one");
        Launch two = checkout.start(launcher, directory, JAVA_HOME, "two");

        assertThat(one.ended().out()).isEqualTo("ran one\n");
        assertThat(two.ended().out()).isEqualTo("ran two\n");
        assertThat(checkout.mavenRuns()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheJarsOfARunningWorkerWhenItBuildsAgain() throws Exception {
        checkout.run();
        String first =
                Files.readString(checkout.path("target/launcher/current")).strip();
        checkout.file("pom.xml", "<changed/>");
        checkout.run();

        assertThat(Files.readString(checkout.path("target/launcher/current")).strip())
                .isNotEqualTo(first);
        assertThat(checkout.path("target/launcher/" + first + "/seatrial.jar")).exists();
    }

    @Test
    void shouldRefuseAnOldJava() throws Exception {
        checkout.executable("jdk/bin/java", "#!/bin/sh\nexit 9\n");
        checkout.file("jdk/release", "JAVA_VERSION=\"11.0.2\"\n");

        Launch launch = checkout.start(
                        checkout.path("seatrial"),
                        directory,
                        checkout.path("jdk").toString())
                .ended();

        assertThat(launch.exitCode()).isEqualTo(70);
        assertThat(launch.err()).contains("Java 11.0.2, but 17 or newer is needed", "Set JAVA_HOME");
    }

    @Test
    void shouldNameAJavaHomeThatIsNone() throws Exception {
        Launch launch = checkout.start(checkout.path("seatrial"), directory, directory.toString())
                .ended();

        assertThat(launch.exitCode()).isEqualTo(70);
        assertThat(launch.err()).contains("JAVA_HOME is " + directory, "no bin/java in it");
    }
}
