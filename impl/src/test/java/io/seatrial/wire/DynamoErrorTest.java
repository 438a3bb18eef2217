package io.seatrial.wire;

import static io.seatrial.wire.Vectors.utf8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour 44 of dynamo-tcp.md 6.4. */
class DynamoErrorTest {

    private static final DynamoError CHAIN = new DynamoError(
            ErrorType.CANNOT_CONNECT,
            "a",
            new DynamoError(ErrorType.ENGINE_SHUTDOWN, "b", new DynamoError(ErrorType.UNKNOWN, "c")));
    private static final String CHAIN_JSON = "{\"error_type\":\"CannotConnect\",\"message\":\"a\",\"caused_by\":"
            + "{\"error_type\":{\"Backend\":\"EngineShutdown\"},\"message\":\"b\",\"caused_by\":"
            + "{\"error_type\":\"Unknown\",\"message\":\"c\"}}}";

    @Test
    void shouldKeepTheChainOfCauses() {
        assertThat(json(CHAIN)).isEqualTo(CHAIN_JSON);
        assertThat(decode(CHAIN_JSON, Profile.DYNAMO_1_0)).isEqualTo(CHAIN);
    }

    @Test
    void shouldLookForATypeInTheWholeChain() {
        assertThat(CHAIN.hasType(ErrorType.CANNOT_CONNECT)).isTrue();
        assertThat(CHAIN.hasType(ErrorType.UNKNOWN)).isTrue();
        assertThat(CHAIN.hasType(ErrorType.DISCONNECTED)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteAndReadEveryType(ErrorType type) {
        DynamoError error = new DynamoError(type, "m");

        assertThat(decode(json(error), Profile.DYNAMO_1_0)).isEqualTo(error);
        assertThat(ErrorType.ofDisplay(type.display())).isEqualTo(type);
    }

    @Test
    void shouldDisplayTypeAndMessageOnly() {
        assertThat(CHAIN.display()).isEqualTo("CannotConnect: a");
        assertThat(requireNonNull(CHAIN.causedBy()).display()).isEqualTo("Backend.EngineShutdown: b");
    }

    @Test
    void shouldSendOnlyTypesThatTheOldestPeerKnows() {
        assertThat(ErrorType.ofDisplay("ResourceExhausted")).isEqualTo(ErrorType.UNKNOWN);
    }

    @Test
    void shouldTakeANullCauseForNone() {
        assertThat(decode("{\"caused_by\":null,\"message\":\"m\",\"error_type\":\"Unknown\"}", Profile.DYNAMO_1_0))
                .isEqualTo(new DynamoError(ErrorType.UNKNOWN, "m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Cancelled\"",
                "\"EngineShutdown\"",
                "\"Backend\"",
                "{\"Backend\":\"StreamIncomplete\"}",
                "{\"Backend\":\"Unknown\"}",
                "{\"Other\":\"EngineShutdown\"}",
                "{\"Other\":{\"a\":1}}"
            })
    void shouldReadATypeOfLaterVersionsAsUnknownOnlyInTheReferenceProfile(String type) {
        String json = "{\"error_type\":" + type + ",\"message\":\"m\"}";

        assertThat(decode(json, Profile.REFERENCE)).isEqualTo(new DynamoError(ErrorType.UNKNOWN, "m"));
        assertThatThrownBy(() -> decode(json, Profile.DYNAMO_1_0))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("unknown error_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error_type\":\"Unknown\"}",
                "{\"message\":\"m\"}",
                "{\"error_type\":{},\"message\":\"m\"}",
                "{\"error_type\":null,\"message\":\"m\"}",
                "{\"error_type\":{\"Backend\":\"EngineShutdown\",\"x\":1},\"message\":\"m\"}",
                "{\"error_type\":{\"Backend\":1},\"message\":\"m\"}",
                "{\"error_type\":\"Unknown\",\"message\":\"m\",\"caused_by\":{}}"
            })
    void shouldRefuseWhatIsNoError(String json) {
        assertThatThrownBy(() -> decode(json, Profile.REFERENCE)).isInstanceOf(WireException.class);
    }

    @Test
    void shouldRefuseAChainThatWouldExhaustTheStack() {
        String deep = "{\"error_type\":\"Unknown\",\"message\":\"m\",\"caused_by\":".repeat(100_000);

        assertThatThrownBy(() -> decode(deep, Profile.REFERENCE))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("nested deeper than 128 levels");
    }

    @Test
    void shouldWriteAChainOfAnyLength() {
        DynamoError error = null;
        for (int i = 0; i < 2000; i++) {
            error = new DynamoError(ErrorType.UNKNOWN, "m", error);
        }

        assertThat(json(Objects.requireNonNull(error))).endsWith("\"message\":\"m\"" + "}".repeat(2000));
    }

    private static String json(DynamoError error) {
        return new String(JsonWriter.write(error::write), StandardCharsets.UTF_8);
    }

    private static DynamoError decode(String json, Profile profile) {
        return JsonReader.read(utf8(json), in -> DynamoError.read(in, profile));
    }
}
