package io.seatrial.wire;

import static io.seatrial.wire.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
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

/**
 * The reader against Jackson's other parser, the blocking one, which shares no grammar with the one that the reader is made of: they accept
 * the same texts and read the same strings. What Jackson lets pass, the standard library judges.
 */
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
    void shouldReadAnyTextAlikeFromABufferOfAnyPieces(
            @ForAll("damagedJson") String json, @ForAll @IntRange(min = 1, max = 30) int piece) {
        ByteBuf whole = utf8(json);
        ByteBuf pieces = pieces(whole, piece);
        try {
            assertThat(accepts(pieces)).isEqualTo(accepts(whole));
        } finally {
            pieces.release();
        }
    }

    @Property(tries = 2000)
    void shouldFindTheBytesOfAValue(
            @ForAll("json") String value,
            @ForAll("json") String before,
            @ForAll @IntRange(min = 1, max = 30) int piece) {
        String json = "{\"x\":" + before + ", \"data\" :\t " + value + " , \"complete_final\":false}";
        ByteBuf pieces = pieces(utf8("..." + json + "...").skipBytes(3), piece);
        ByteBuf text = pieces.slice(0, utf8(json).readableBytes());

        StreamFrame frame = StreamFrame.decode(text);

        String sent = value.strip().equals("null") ? null : value.strip();
        assertThat(frame.data() == null ? null : frame.data().toString(StandardCharsets.UTF_8))
                .isEqualTo(sent);
        frame.release();
        assertThat(pieces.release()).isTrue();
    }

    @Property(tries = 2000)
    void shouldReadStringsAsJacksonDoes(@ForAll("texts") String text) {
        String json = new String(JsonWriter.write(out -> out.string(text)), StandardCharsets.UTF_8);

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

    /** Returns the same bytes in direct buffers of one size, the last one aside. */
    private static ByteBuf pieces(ByteBuf whole, int size) {
        CompositeByteBuf pieces = Unpooled.compositeBuffer(Integer.MAX_VALUE);
        for (ByteBuf rest = whole.duplicate(); rest.isReadable(); ) {
            int next = Math.min(size, rest.readableBytes());
            pieces.addComponent(true, Unpooled.directBuffer(next).writeBytes(rest, next));
        }
        return pieces;
    }

    private static boolean accepts(ByteBuf json) {
        try {
            WireJson.check(json);
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
