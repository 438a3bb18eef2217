package io.seatrial.chaos.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are those of the real server, as it gave them; the table of calls holds more. */
class JsonReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {               | unexpected EOF
        {"a":nul        | unexpected EOF
        -               | unexpected EOF
        x               | invalid character 'x' looking for beginning of value
        {"a":01}        | invalid character '1' after object key:value pair
        {"a":1.}        | invalid character '}' after decimal point in numeric literal
        {"a":1e}        | invalid character '}' in exponent of numeric literal
        -x              | invalid character 'x' in numeric literal
        {"a":tru}       | invalid character '}' in literal true (expecting 'e')
        {"a" "x"}       | invalid character '"' after object key
        {"a":"x" "y"}   | invalid character '"' after object key:value pair
        {"a":"x",}      | invalid character '}' looking for beginning of object key string
        {'a':1}         | invalid character '\\'' looking for beginning of object key string
        [1 2]           | invalid character '2' after array element
        [1,]            | invalid character ']' looking for beginning of value
        {"a":"\\x"}     | invalid character 'x' in string escape code
        {"a":"\\u12g4"} | invalid character 'g' in \\u hexadecimal character escape
        ÿ               | invalid character 'Ã' looking for beginning of value
        """)
    void shouldComplainInTheWordsOfTheRealServer(String json, String message) {
        assertThatThrownBy(() -> JsonReader.read(json)).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\r"})
    void shouldCallATextWithoutAValueItsEnd(String json) {
        assertThatThrownBy(() -> JsonReader.read(json)).hasMessage("EOF");
    }

    @Test
    void shouldShowControlCharactersByTheirEscapes() {
        assertThatThrownBy(() -> JsonReader.read("\"a\tb\"")).hasMessage("invalid character '\\t' in string literal");
        assertThatThrownBy(() -> JsonReader.read("\u0001"))
                .hasMessage("invalid character '\\x01' looking for beginning of value");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":[1,-2.5e+3,true,null],"b":{}} rest | Obj[members=[Member[name=a, value=Array[items=[Num[literal=1], Num[literal=-2.5e+3], Bool[value=true], Null[]]]], Member[name=b, value=Obj[members=[]]]]]
        01                                      | Num[literal=0]
        [ ]                                     | Array[items=[]]
        "\\u00e9\\n\\ud83d\\ude00\\/"           | Text[value=é\\n😀/]
        "\\ud800"                               | Text[value=\ufffd]
        "\\ud800\\u0041"                        | Text[value=\ufffdA]
        """)
    void shouldReadTheFirstValue(String json, String value) {
        assertThat(JsonReader.read(json).toString().replace("\n", "\\n")).isEqualTo(value);
    }

    @Test
    void shouldRefuseToGoDeeperThanItsStack() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000))).hasMessage("exceeded max depth");
    }

    @Test
    void shouldReplaceWhatIsNoUtf8() {
        byte[] bytes = "\"a?\"".getBytes(StandardCharsets.UTF_8);
        bytes[2] = (byte) 0xff;

        assertThat(JsonReader.read(bytes)).isEqualTo(new Json.Text("a\ufffd"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.3, 0.3",
        "-3, -3",
        "16777217, 16777216",
        "1e-7, 1e-7",
        "1e-6, 0.000001",
        "1.5e-10, 1.5e-10",
        "3.4e38, 3.4e+38",
        "0.1, 0.1",
        "0.33333334, 0.33333334",
        "2e-3, 0.002",
        "1e21, 1e+21",
        "123456.79, 123456.79"
    })
    void shouldWriteNumbersAsTheRealServerDoes(float number, String text) {
        assertThat(new JsonWriter().value(number)).hasToString(text);
    }

    @Test
    void shouldWriteObjectsWithoutBlanks() {
        JsonWriter out = new JsonWriter().beginObject().name("<a>").value("b\"\u2028\u0001é");
        out.name("c").beginArray().value(1).value(true).endArray().endObject();

        assertThat(out).hasToString("{\"\\u003ca\\u003e\":\"b\\\"\\u2028\\u0001é\",\"c\":[1,true]}");
    }
}
