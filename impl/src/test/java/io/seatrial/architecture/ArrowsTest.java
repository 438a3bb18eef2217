package io.seatrial.architecture;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowsTest {

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> shouldHoldInThisModule() {
        JavaClasses classes = ModuleClasses.read();
        return Arrows.all().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    static Stream<Arguments> arrowsThatPointTheWrongWay() {
        return Stream.of(
                arguments("io.seatrial.plane", "plane", "io.seatrial.plane.spi"),
                arguments("io.seatrial.plane.spi..", "plane.spi", "io.seatrial.settings"),
                arguments("io.seatrial.settings..", "settings", "io.seatrial.manager"),
                arguments("io.seatrial.wire..", "wire", "io.seatrial.plane.spi"),
                arguments("io.seatrial.io..", "io", "io.seatrial.wire"),
                arguments("io.seatrial.transport..", "transport.tcp", "io.seatrial.response"),
                arguments("io.seatrial.response..", "response", "io.seatrial.transport.tcp"),
                arguments("io.seatrial.manager..", "manager", "io.seatrial.transport.tcp"),
                arguments("io.seatrial.discovery..", "discovery", "io.seatrial.io"),
                arguments("io.seatrial.routing..", "routing", "io.seatrial.runtime"),
                arguments("io.seatrial.runtime..", "runtime", "io.seatrial.transport.tcp"));
    }

    @ParameterizedTest
    @MethodSource("arrowsThatPointTheWrongWay")
    void shouldRefuseAnArrowThatPointsTheWrongWay(String rule, String from, String to) throws IOException {
        new Planted(directory)
                .isCaughtBy(
                        Arrows.importsOf(rule),
                        to + ".Target",
                        "package " + to + "; public class Target {}",
                        "package io.seatrial." + from + "; class Source { " + to + ".Target target; }");
    }

    @Test
    void shouldAllowAnArrowThatPointsTheRightWay() throws IOException {
        new Planted(directory)
                .isLeftAloneBy(
                        Arrows.importsOf("io.seatrial.manager.."),
                        "package io.seatrial.plane; public class Target {}",
                        "package io.seatrial.manager; class Source { io.seatrial.plane.Target target; }");
    }

    @Test
    void shouldRefuseAPackageWithoutAnArrow() throws IOException {
        caught(
                Arrows.everyPackageHasItsArrow(),
                "io.seatrial.util.Strings",
                "package io.seatrial.util; class Strings {}");
    }

    @Test
    void shouldRefuseATransportThatKnowsAnother() throws IOException {
        new Planted(directory)
                .isCaughtBy(
                        Arrows.transportsStayApart(),
                        "io.seatrial.transport.http.Shared",
                        "package io.seatrial.transport.http; public class Shared {}",
                        "package io.seatrial.transport.tcp; class Server { io.seatrial.transport.http.Shared shared; }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.net.Socket socket;",
                "java.net.DatagramSocket socket;",
                "java.nio.channels.SocketChannel channel;",
                "io.netty.channel.Channel channel;",
                "Object o = new java.net.InetSocketAddress(\"seatrial.example\", 1);",
                "Object resolve(String name) throws Exception { return java.net.InetAddress.getByName(name); }"
            })
    void shouldRefuseInputAndOutputAmongTheCodecs(String member) throws IOException {
        caught(
                Arrows.wireDoesNoInputOrOutput(),
                "Decoder",
                "package io.seatrial.wire; class Decoder { " + member + " }");
    }

    @Test
    void shouldAllowAddressesAmongTheCodecs() throws IOException {
        new Planted(directory)
                .isLeftAloneBy(
                        Arrows.wireDoesNoInputOrOutput(),
                        "package io.seatrial.wire; class Decoder { java.net.InetSocketAddress address =\n"
                                + "java.net.InetSocketAddress.createUnresolved(\"seatrial.example\", 1); }");
    }

    private void caught(ArchRule rule, String evidence, String source) throws IOException {
        new Planted(directory).isCaughtBy(rule, evidence, source);
    }
}
