package io.seatrial.wire;

import static io.seatrial.wire.Vectors.text;
import static io.seatrial.wire.Vectors.utf8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.Profile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour 43 of dynamo-tcp.md 6.4. */
class AnnotatedTest {

    private static final DynamoError BOOM = new DynamoError(ErrorType.DISCONNECTED, "boom");

    private final CountingAllocator allocator = new CountingAllocator();

    @AfterEach
    void everyBufferIsReleased() {
        allocator.assertAllReleased();
    }

    @Test
    void shouldLeaveOutWhatIsAbsent() {
        assertThat(json(Annotated.ofData(utf8("[1]")))).isEqualTo("{\"data\":[1]}");
        assertThat(json(new Annotated(null, null, null, null, null))).isEqualTo("{}");
        assertThat(json(Annotated.ofError(BOOM)))
                .isEqualTo("{\"event\":\"error\",\"error\":{\"error_type\":\"Disconnected\",\"message\":\"boom\"}}");
    }

    @Test
    void shouldWriteAllPartsInTheOrderOfTheModel() {
        assertThat(json(new Annotated(utf8("1"), "i", "e", List.of("a", "b\""), BOOM)))
                .isEqualTo("{\"data\":1,\"id\":\"i\",\"event\":\"e\",\"comment\":[\"a\",\"b\\\"\"],"
                        + "\"error\":{\"error_type\":\"Disconnected\",\"message\":\"boom\"}}");
    }

    @Test
    void shouldReadBackWhatItWrote() {
        Annotated item = new Annotated(utf8("{\"token_ids\":[1]}"), "i", "e", List.of("a", ""), BOOM);
        ByteBuf json = item.encode(allocator);

        Annotated read = Annotated.decode(json, Profile.DYNAMO_1_0);

        assertThat(read).isEqualTo(item);
        read.release();
        json.release();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":null,\"id\":null,\"event\":null,\"comment\":null,\"error\":null}",
                "{\"later\":{\"data\":1}}"
            })
    void shouldTakeNullAndMissingAlike(String json) {
        assertThat(decode(json)).isEqualTo(new Annotated(null, null, null, null, null));
    }

    @Test
    void shouldTakeTheErrorObjectOfAnErrorItem() {
        Annotated item = decode("{\"event\":\"error\",\"comment\":[\"a\"],"
                + "\"error\":{\"error_type\":\"Disconnected\",\"message\":\"boom\"}}");

        assertThat(item.isError()).isTrue();
        assertThat(item.asError()).isEqualTo(BOOM);
    }

    @Test
    void shouldMakeAnErrorOfTheComments() {
        assertThat(decode("{\"event\":\"error\",\"comment\":[\"a\",\"b\"]}").asError())
                .isEqualTo(new DynamoError(ErrorType.UNKNOWN, "a; b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"event\":\"error\"}", "{\"event\":\"error\",\"comment\":[]}"})
    void shouldCallAnErrorUnknownThatSaysNothing(String json) {
        assertThat(decode(json).asError()).isEqualTo(new DynamoError(ErrorType.UNKNOWN, "unknown error"));
    }

    @Test
    void shouldNotTakeAnErrorObjectAloneForAnError() {
        Annotated item = decode("{\"event\":\"e\",\"error\":{\"error_type\":\"Unknown\",\"message\":\"boom\"}}");

        assertThat(item.isError()).isFalse();
        assertThatThrownBy(item::asError).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{\"id\":1}",
                "{\"comment\":\"a\"}",
                "{\"comment\":[null]}",
                "{\"data\":[1,],\"id\":\"a\"}",
                "{\"data\":1,\"error\":{}}",
                "{\"data\":1,\"data\":2}",
                "{\"data\":1}x"
            })
    void shouldRefuseWhatIsNoItemAndKeepNoReference(String json) {
        ByteBuf item = allocator.of(json.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Annotated.decode(item, Profile.REFERENCE)).isInstanceOf(WireException.class);
        assertThat(item.refCnt()).isOne();
        item.release();
    }

    @Test
    void shouldHandOutTheBytesOfTheValue() {
        assertThat(text(requireNonNull(decode("{\"data\": {\"a\" : 1} }").data())))
                .isEqualTo("{\"a\" : 1}");
    }

    private String json(Annotated item) {
        return text(item.encode(allocator));
    }

    private static Annotated decode(String json) {
        return Annotated.decode(utf8(json), Profile.REFERENCE);
    }

    @Test
    void shouldSayThatCommentsAreAnArray() {
        assertThatThrownBy(() -> decode("{\"comment\":\"a\"}")).hasMessageStartingWith("expected an array");
    }
}
