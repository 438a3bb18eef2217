package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What stores write is read back, whatever the names; and whatever text lies there, it is an instance or is refused with a reason. */
class StoredTextPropertyTest {

    private static final int MOST_EDITS = 3;

    @Property(tries = 300)
    void shouldReadBackEveryInstance(@ForAll("instances") Instance instance) {
        assertThat(Instance.fromJson(instance.toJson())).isEqualTo(instance);
    }

    @Property(tries = 600)
    void shouldReadOrRefuseDamagedText(@ForAll("instances") Instance instance, @ForAll long seed) {
        readOrRefuse(damage(new Random(seed), instance.toJson()));
    }

    @Property(tries = 300)
    void shouldReadOrRefuseAnyText(@ForAll("hostile") String text) {
        readOrRefuse(text);
    }

    @Property(tries = 300)
    void shouldNameFilesSoThatTheirInstanceIsKnown(@ForAll("ids") EndpointId id) {
        String name = EntryName.of(id);
        assertThat(name).matches("[A-Za-z0-9%]+");
        assertThat(EntryName.decode(name)).isEqualTo(id.path());
        assertThat(EntryName.spells(name, id)).isTrue();
    }

    @Property(tries = 300)
    void shouldGiveEachInstanceItsKey(@ForAll("ids") EndpointId one, @ForAll("ids") EndpointId other) {
        assertThat(KeyName.of(one)).matches("[A-Za-z0-9_=-]+(\\.[A-Za-z0-9_=-]+){3}");
        assertThat(KeyName.of(one).equals(KeyName.of(other))).isEqualTo(one.equals(other));
    }

    @Property(tries = 300)
    void shouldDecodeAnyFileName(@ForAll("hostile") String name, @ForAll("ids") EndpointId id) {
        if (EntryName.spells(name, id)) {
            assertThat(EntryName.decode(name)).startsWith(id.name().path() + "/");
        }
    }

    private static void readOrRefuse(String text) {
        try {
            Instance read = Instance.fromJson(text);
            assertThat(Instance.fromJson(read.toJson())).isEqualTo(read);
        } catch (MalformedInstanceException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    private static String damage(Random random, String sound) {
        String[] tokens = {"7", "-1", "1e3", "null", "[]", "{}", "\"\""};
        boolean swapped = random.nextInt(3) == 0; // a value of another kind where it stood
        String token = "$1" + tokens[random.nextInt(tokens.length)];
        String found = ":(\\s*)(\"\\w*\"|\\d+|\\{[^}]*})";
        StringBuilder text = new StringBuilder(swapped ? sound.replaceFirst(found, ":" + token) : sound);
        for (int left = 1 + random.nextInt(MOST_EDITS); left > 0 && text.length() > 0; left--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(at);
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x100));
                default -> text.insert(at, "{}[]\",:0-e\\u".charAt(random.nextInt(12)));
            }
        }
        return text.toString();
    }

    @Provide
    Arbitrary<Instance> instances() {
        return Combinators.combine(ids(), Arbitraries.of(PlaneMode.TCP, PlaneMode.HTTP, PlaneMode.NATS), texts(0))
                .as((id, mode, address) -> new Instance(id, new InstanceAddress(mode, address)));
    }

    @Provide
    Arbitrary<EndpointId> ids() {
        return Combinators.combine(texts(1), texts(1), texts(1), Arbitraries.longs())
                .as(EndpointId::of);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.strings().all().ofMaxLength(40);
    }

    /** Returns texts that have UTF-8, many of characters that mean something in names. */
    private static Arbitrary<String> texts(int shortest) {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("/%=.-_ab{}\"\\")
                        .ofMinLength(shortest)
                        .ofMaxLength(12),
                Arbitraries.strings()
                        .withCharRange('\u0000', '\uD7FF')
                        .ofMinLength(shortest)
                        .ofMaxLength(12));
    }
}
