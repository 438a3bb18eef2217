package io.seatrial.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> shouldHoldInThisModule() {
        JavaClasses classes = ModuleClasses.read();
        return Stream.concat(Shape.all(), Stream.of(Shape.transportsAreClosed()))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    @Test
    void shouldRefuseAPackageWithoutDescription() throws IOException {
        new Planted(directory)
                .isCaughtBy(
                        Shape.packagesAreDescribed(),
                        "io.seatrial.bare has no",
                        "package io.seatrial.bare; class Any {}");
    }

    @Test
    void shouldRefuseAPackageThatIsNotNullMarked() throws IOException {
        new Planted(directory)
                .isCaughtBy(
                        Shape.packagesAreDescribed(),
                        "io.seatrial.bare has no",
                        "package io.seatrial.bare; class Any {}",
                        "@Deprecated package io.seatrial.bare;");
    }

    @Test
    void shouldAcceptADescribedPackage() throws IOException {
        new Planted(directory)
                .isLeftAloneBy(
                        Shape.packagesAreDescribed(),
                        "package io.seatrial.told; class Any {}",
                        "@org.jspecify.annotations.NullMarked package io.seatrial.told;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static int counter;",
                "static volatile Object instance;",
                "static final java.util.concurrent.ConcurrentMap<String, String> CACHE = null;",
                "static final java.util.ArrayList<String> ALL = new java.util.ArrayList<>();",
                "static final java.util.concurrent.atomic.AtomicLong IDS = new java.util.concurrent.atomic.AtomicLong();",
                "static final java.util.concurrent.ExecutorService POOL = null;"
            })
    void shouldRefuseAMutableStatic(String field) throws IOException {
        new Planted(directory)
                .isCaughtBy(
                        Shape.noMutableStatics(),
                        "Holder.",
                        "package io.seatrial.plane; class Holder { " + field + " }");
    }

    @Test
    void shouldAcceptConstantsAndEnums() throws IOException {
        new Planted(directory)
                .isLeftAloneBy(
                        Shape.noMutableStatics(),
                        "package io.seatrial.plane; class Holder { static final int LIMIT = 3; int own; }",
                        "package io.seatrial.plane; enum Mode { TCP, HTTP; int f() {"
                                + " assert this != null; return switch (this) { case TCP -> 1; case HTTP -> 2; }; } }");
    }

    @Test
    void shouldAcceptAFieldUpdater() throws IOException {
        new Planted(directory)
                .isLeftAloneBy(
                        Shape.noMutableStatics(),
                        "package io.seatrial.plane; class Holder { volatile int own; static final"
                                + " java.util.concurrent.atomic.AtomicIntegerFieldUpdater<Holder> OWN = null; }");
    }

    @Test
    void shouldRefuseAPublicClassInATransport() throws IOException {
        new Planted(directory)
                .isCaughtBy(
                        Shape.transportsAreClosed(),
                        "TcpServer",
                        "package io.seatrial.transport.tcp; public class TcpServer {}");
    }

    @Test
    void shouldAcceptAPublicProviderInATransport() throws IOException {
        new Planted(directory)
                .isLeftAloneBy(
                        Shape.transportsAreClosed(),
                        "package io.seatrial.transport.tcp; public class TcpPlaneProvider {}",
                        "package io.seatrial.transport.tcp; interface Frames { record Ack() {} }");
    }
}
