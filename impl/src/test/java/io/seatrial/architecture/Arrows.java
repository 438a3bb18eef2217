package io.seatrial.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who may import whom inside {@code impl} (design: the arrows point one way). */
final class Arrows {

    private static final String OURS = "io.seatrial..";
    private static final String PLANE = "io.seatrial.plane";
    private static final String SPI = "io.seatrial.plane.spi..";
    private static final String SETTINGS = "io.seatrial.settings..";
    private static final String WIRE = "io.seatrial.wire..";
    private static final String IO = "io.seatrial.io..";
    private static final String MANAGER = "io.seatrial.manager..";
    private static final String RESPONSE = "io.seatrial.response..";
    private static final String NATS = "io.seatrial.nats..";
    private static final String METRICS = "io.seatrial.metrics..";
    private static final String DISCOVERY = "io.seatrial.discovery..";
    private static final String ROUTING = "io.seatrial.routing..";
    private static final String RUNTIME = "io.seatrial.runtime..";
    private static final String SERVING = "io.seatrial.serving..";
    private static final String SENDING = "io.seatrial.sending..";
    private static final String TRANSPORTS = "io.seatrial.transport..";

    private static final Set<String> NAME_SERVICE = Set.of("getByName", "getAllByName", "getLocalHost", "getHostName");

    /** Each package, and which of ours it may import besides itself. A new package needs a line here first. */
    private static final Map<String, String[]> ALLOWED = allowed();

    private Arrows() {}

    /** Returns all rules about imports. */
    static Stream<ArchRule> all() {
        return Stream.concat(
                ALLOWED.keySet().stream().map(Arrows::importsOf),
                Stream.of(everyPackageHasItsArrow(), transportsStayApart(), wireDoesNoInputOrOutput()));
    }

    /** Returns the rule about what the package may import; the package is written as in the rules' own table. */
    static ArchRule importsOf(String from) {
        String[] allowed = ALLOWED.get(from);
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat(
                        resideInAPackage(OURS).and(not(resideInAPackage(from))).and(not(resideInAnyPackage(allowed))))
                .as(from + " imports, of ours, only " + String.join(", ", allowed))
                .allowEmptyShould(true);
    }

    /** Returns the rule that no package escapes the others. */
    static ArchRule everyPackageHasItsArrow() {
        return classes()
                .should()
                .resideInAnyPackage(ALLOWED.keySet().toArray(String[]::new))
                .because("a new package must say in Arrows what it may import");
    }

    /** Returns the rule that one transport knows nothing of another. */
    static ArchRule transportsStayApart() {
        return slices().matching("io.seatrial.transport.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true);
    }

    /** Returns the rule that codecs see buffers only: no channel, socket, file or name server. Addresses are values. */
    static ArchRule wireDoesNoInputOrOutput() {
        return noClasses()
                .that()
                .resideInAPackage(WIRE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.netty.channel..", "java.nio.channels..", "java.nio.file..", "java.net.http..")
                        .or(assignableTo(Closeable.class).and(resideInAPackage("java.net"))))
                .orShould()
                .callMethodWhere(describe(
                        "asks a name server",
                        call -> call.getTargetOwner().isEquivalentTo(InetAddress.class)
                                && NAME_SERVICE.contains(call.getName())))
                .orShould()
                .callConstructor(InetSocketAddress.class, String.class, int.class)
                .allowEmptyShould(true);
    }

    private static Map<String, String[]> allowed() {
        Map<String, String[]> allowed = new LinkedHashMap<>();
        allowed.put(PLANE, only());
        allowed.put(SPI, only(PLANE));
        allowed.put(SETTINGS, only(PLANE, SPI));
        allowed.put(WIRE, only(PLANE));
        allowed.put(IO, only(PLANE, SPI));
        allowed.put(METRICS, only(PLANE, SPI));
        allowed.put(NATS, only(PLANE, SPI, SETTINGS));
        allowed.put(SERVING, only(PLANE, SPI, SETTINGS, WIRE));
        allowed.put(SENDING, only(PLANE, SPI, SETTINGS, WIRE));
        allowed.put(TRANSPORTS, only(PLANE, SPI, SETTINGS, WIRE, METRICS, NATS, SERVING, SENDING));
        allowed.put(RESPONSE, only(PLANE, SPI, SETTINGS, WIRE, METRICS));
        allowed.put(MANAGER, only(PLANE, SPI, SETTINGS, IO, METRICS));
        allowed.put(DISCOVERY, only(PLANE, SPI, SETTINGS, NATS));
        allowed.put(ROUTING, only(PLANE, SPI, SETTINGS, WIRE, METRICS, DISCOVERY, RESPONSE));
        allowed.put(
                RUNTIME, only(PLANE, SPI, SETTINGS, WIRE, IO, METRICS, NATS, MANAGER, RESPONSE, DISCOVERY, ROUTING));
        return allowed;
    }

    private static String[] only(String... packages) {
        return packages;
    }
}
