package io.seatrial.wire;

import static io.seatrial.wire.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** This package's scanner against the parser that everybody uses: they accept the same texts and read the same strings. */
class JsonGrammarPropertyTest {

    private static final JsonFactory JACKSON = new JsonFactory();

    /** Jackson lets half surrogate pairs pass, which have no UTF-8; so no escape here makes one. */
    private static final Pattern HALF_PAIR = Pattern.compile("\\\\u[dD]");

    private static final String ALPHABET = "{}[]:,\"\\ \n0123456789.-+eEtrufalsnb/x\t\u0001é";

    /** Where the table of well-formed sequences has its edges. */
    private static final int[] UTF8_EDGES = {
        0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5
    };

    @Property(tries = 2000)
    void shouldAcceptEveryJsonText(@ForAll("json") String json) {
        assertThat(accepts(utf8(json))).isTrue();
        assertThat(jacksonAccepts(json)).isTrue();
    }

    @Property(tries = 5000)
    void shouldAcceptADamagedTextExactlyIfJacksonDoes(@ForAll("damagedJson") String json) {
        assertThat(accepts(utf8(json))).isEqualTo(jacksonAccepts(json));
    }

    @Property(tries = 5000)
    void shouldAcceptAnyTextExactlyIfJacksonDoes(@ForAll("soup") String text) {
        assertThat(accepts(utf8(text))).isEqualTo(jacksonAccepts(text));
    }

    @Property(tries = 2000)
    void shouldReadAnyTextAlikeThroughAWindowOfAnySize(
            @ForAll("damagedJson") String json, @ForAll @IntRange(min = 1, max = 30) int window) {
        ByteBuf direct = Unpooled.directBuffer().writeBytes(utf8(json));
        try {
            JsonScanner scanner = new JsonScanner(new JsonBytes(direct, window));
            assertThat(accepts(scanner)).isEqualTo(accepts(utf8(json)));
        } finally {
            direct.release();
        }
    }

    @Property(tries = 2000)
    void shouldReadStringsAsJacksonDoes(@ForAll("texts") String text) {
        String json = new JsonWriter(0).string(text).toString();

        assertThat(WireJson.readString(utf8(json))).isEqualTo(text);
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            assertThat(parser.getString()).isEqualTo(text);
        }
    }

    @Property(tries = 5000)
    void shouldAcceptAStringExactlyIfItIsUtf8(@ForAll("rawStrings") byte[] bytes) {
        ByteBuf json = Unpooled.wrappedBuffer(utf8("\""), Unpooled.wrappedBuffer(bytes), utf8("\""));

        assertThat(accepts(json)).isEqualTo(isUtf8(bytes));
        assertThat(Utf8.decode(bytes, 0, bytes.length) != null).isEqualTo(isUtf8(bytes));
    }

    @Provide
    Arbitrary<String> json() {
        return WireArbitraries.json();
    }

    @Provide
    Arbitrary<String> damagedJson() {
        return WireArbitraries.drawn(random -> {
            String json = new RandomJson(random).json(3);
            int at = random.nextInt(json.length() + 1);
            int removed = Math.min(random.nextInt(3), json.length() - at);
            String insert = soup(random, 2);
            String damaged = json.substring(0, at) + insert + json.substring(at + removed);
            // A cut through a pair of chars would leave what has no UTF-8.
            String sound = new String(damaged.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            return HALF_PAIR.matcher(sound).replaceAll("\\\\u0");
        });
    }

    @Provide
    Arbitrary<String> soup() {
        return WireArbitraries.drawn(random -> soup(random, 12));
    }

    @Provide
    Arbitrary<String> texts() {
        return WireArbitraries.texts(40);
    }

    @Provide
    Arbitrary<byte[]> rawStrings() {
        return WireArbitraries.drawn(random -> {
            byte[] bytes = new byte[random.nextInt(10)];
            for (int i = 0; i < bytes.length; i++) {
                int any = 0x5D + random.nextInt(0xA3);
                bytes[i] = (byte) (random.nextInt(3) == 0 ? any : UTF8_EDGES[random.nextInt(UTF8_EDGES.length)]);
            }
            return bytes;
        });
    }

    private static String soup(Random random, int maxLength) {
        return random.ints(random.nextInt(maxLength + 1), 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static boolean accepts(ByteBuf json) {
        return accepts(new JsonScanner(json));
    }

    private static boolean accepts(JsonScanner json) {
        try {
            json.skipValue();
            json.finish();
            return true;
        } catch (WireException e) {
            return false;
        }
    }

    private static boolean jacksonAccepts(String json) {
        // As bytes: the parser of chars takes the low byte of any char for a hex digit.
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.getString();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
