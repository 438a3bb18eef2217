package io.seatrial.wire;

import static io.seatrial.wire.Vectors.bytes;
import static io.seatrial.wire.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "10",
                "1.0",
                "-1.25e-7",
                "1E+2",
                "true",
                "false",
                "null",
                "\"\"",
                "[]",
                "{}",
                "[[],{}]",
                "\t\r\n {\"a\" : [1 , 2]} \n",
                "{\"a\":1,\"a\":2}",
                "\"\\ud83d\\ude00\""
            })
    void shouldAcceptJson(String json) {
        assertThatCode(() -> WireJson.check(utf8(json))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "01",
                "-",
                "+1",
                ".5",
                "1.",
                "1e",
                "1e+",
                "-a",
                "0x1",
                "NaN",
                "tru",
                "nul",
                "True",
                "truex",
                "1 2",
                "[",
                "]",
                "[1",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[}",
                "{",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{1:1}",
                "{\"a\":1 \"b\":2}",
                "'a'",
                "\"a\"\"b\"",
                "\u0000\"\u0000a\u0000\"",
                "\"",
                "\"a",
                "\"\\\"",
                "\"\\x\"",
                "\"\\",
                "\"\\u12\"",
                "\"\\u00g0\"",
                "\"\\u123",
                "\"\t\"",
                "\"\u0000\"",
                "/**/1",
                "\u00a01",
                "\uFEFF1",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800\\u0041\"",
                "\"\\ud800\\ud800\"",
                "\"\\ud800x12345\""
            })
    void shouldRefuseWhatIsNoJson(String json) {
        assertThatThrownBy(() -> WireJson.check(utf8(json)))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.reason()).isEqualTo(WireException.Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c0af",
                "c1bf",
                "c3",
                "e0809f",
                "e0a0",
                "eda080",
                "edbfbf",
                "f08080af",
                "f4908080",
                "f5808080",
                "ff",
                "e282",
                "f09f98",
                "c328",
                "e28228",
                "f0288cbc"
            })
    void shouldRefuseStringsThatAreNotUtf8(String hex) {
        assertThatThrownBy(() -> WireJson.check(bytes("22" + hex + "22")))
                .isInstanceOf(WireException.class)
                .hasMessage("invalid UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "e2", "e282", "f0", "f09f", "f09f98"})
    void shouldRefuseATextThatEndsInsideACharacter(String hex) {
        assertThatThrownBy(() -> WireJson.check(bytes("2261" + hex))).hasMessage("invalid UTF-8");
        // What lies behind the end would complete the character.
        ByteBuf more = bytes("2261" + hex + "bfbfbf22");
        assertThatThrownBy(() -> WireJson.check(more.writerIndex(2 + hex.length() / 2)))
                .hasMessage("invalid UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"128, true", "129, false"})
    void shouldBoundTheDepth(int depth, boolean accepted) {
        for (String[] brackets : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
            String json = brackets[0].repeat(depth) + "1" + brackets[1].repeat(depth);
            if (accepted) {
                WireJson.check(utf8(json));
            } else {
                assertThatThrownBy(() -> WireJson.check(utf8(json)))
                        .hasMessageStartingWith("nested deeper than 128 levels at byte ");
            }
        }
    }

    @Test
    void shouldNotCountDepthOfWhatIsClosed() {
        assertThatCode(() -> WireJson.check(utf8("[" + "[{}],".repeat(1000) + "1]")))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldSayWhereTheTextBreaks() {
        assertThatThrownBy(() -> WireJson.check(utf8("{\"a\": tru }")))
                .hasMessageMatching("Unrecognized token 'tru'.* at byte 10");
        assertThatThrownBy(() -> WireJson.check(utf8("[1] 2 "))).hasMessage("trailing characters at byte 5");
        assertThatThrownBy(() -> WireJson.check(utf8("[\"abcdefghijk\u0001\"]")))
                .hasMessageMatching("Illegal unquoted character .* at byte 14");
    }

    @Test
    void shouldCountBytesFromTheStartOfTheText() {
        assertThat(failureOf("[1] 2 ")).isEqualTo("trailing characters at byte 5");
        assertThat(failureOf("[\"a")).isEqualTo("unexpected end at byte 3");
        assertThat(failureOf("[1")).isEqualTo("unexpected end at byte 2");
        assertThat(failureOf("[1}")).isEqualTo("Unexpected close marker '}': expected ']' at byte 3");
        assertThat(failureOf("\"a\n\"")).matches("Illegal unquoted character .* at byte 3");
        assertThat(failureOf("\"a\\x\"")).matches("Unrecognized character escape .* at byte 4");
        assertThat(failureOf("\"a\\ud800\"")).isEqualTo("half of a surrogate pair at byte 9");
        assertThat(failureOf("\"a\\udc00\"")).isEqualTo("half of a surrogate pair at byte 9");
        assertThat(failureOf("{\"\\udc00\":1}")).matches("Unexpected low surrogate .* at byte 8");
    }

    /** Returns why a text is refused that does not start where its buffer does. */
    private static String failureOf(String json) {
        try {
            WireJson.check(utf8("   " + json).skipBytes(3));
            return "";
        } catch (WireException e) {
            return e.getMessage();
        }
    }

    @Test
    void shouldFindTheEndOfAStringWhereverItLies() {
        for (int length = 0; length < 40; length++) {
            for (String special : new String[] {"", "\\n", "é", "渠", "😀", "\\\\", "\u007f", "\\u00e9"}) {
                String content = "x".repeat(length) + special + "y";
                ByteBuf json = Unpooled.wrappedBuffer(utf8("\""), utf8(content), utf8("\""));

                assertThat(WireJson.readString(json))
                        .isEqualTo(content.replace("\\n", "\n")
                                .replace("\\u00e9", "é")
                                .replace("\\\\", "\\"));
            }
        }
    }

    @Test
    void shouldReadFromTheMiddleOfABuffer() {
        ByteBuf json = utf8("xx\"abc\"yy");

        assertThat(WireJson.readString(json.slice(2, 5))).isEqualTo("abc");
        assertThat(WireJson.readString(json.setIndex(2, 7))).isEqualTo("abc");
        assertThat(json.readerIndex()).isEqualTo(2);
    }

    @Test
    void shouldReadALongTextFromADirectBuffer() {
        for (int length = 4070; length < 4110; length++) {
            String text = "x".repeat(length) + "\"é渠😀\n" + "y".repeat(5000);
            ByteBuf json = Unpooled.directBuffer();
            WireJson.writeString(json, text);

            assertThat(WireJson.readString(json)).isEqualTo(text);
            json.release();
        }
    }

    @Test
    void shouldLeaveAHeapBufferAsItIs() {
        byte[] bytes = "x[\"abcdefghijklmnop\"]x".getBytes(StandardCharsets.UTF_8);

        WireJson.check(Unpooled.wrappedBuffer(bytes, 1, bytes.length - 2));

        assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("x[\"abcdefghijklmnop\"]x");
    }

    @Test
    void shouldNotReadBehindTheEndOfTheText() {
        ByteBuf json = utf8("\"abc\\u0041\"").writerIndex(9);

        assertThatThrownBy(() -> WireJson.check(json)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> WireJson.check(utf8("true").writerIndex(3))).isInstanceOf(WireException.class);
    }

    @Test
    void shouldRememberNoKey() {
        Function<JsonReader, String> onlyKey = in -> {
            in.beginObject();
            String key = Objects.requireNonNull(in.nextKey());
            in.nextKey();
            return key;
        };
        ByteBuf json = utf8("{\"key\":1}");

        String first = JsonReader.read(json, onlyKey);
        String second = JsonReader.read(json, onlyKey);

        assertThat(second)
                .as("the string of a table that peers could fill")
                .isEqualTo(first)
                .isNotSameAs(first);
    }

    @Test
    void shouldLimitNeitherNamesNorNumbersNorStrings() {
        String digits = "1".repeat(200_000);
        ByteBuf json = utf8("{\"" + digits + "\":[-1." + digits + "e" + digits + ",\"" + digits + "\"]}");

        assertThatCode(() -> WireJson.check(json)).doesNotThrowAnyException();
    }

    @Test
    void shouldWriteStringsAsTheModelDoes() {
        ByteBuf out = Unpooled.buffer();

        WireJson.writeString(out, "\"\\/\b\f\n\r\t\u0000\u001f\u007f é渠😀\u2028");

        assertThat(Vectors.text(out)).isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f é渠😀\u2028\"");
    }

    @Test
    void shouldWriteAQuestionMarkForWhatHasNoUtf8() {
        ByteBuf out = Unpooled.buffer();

        WireJson.writeString(out, "a\ud800b\udc00\n");

        assertThat(Vectors.text(out)).isEqualTo("\"a?b?\\n\"");
    }
}
