package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 63, 64 and 215. */
class TraceHeadersTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String HEADER = "00-" + TRACE + "-" + SPAN + "-01";

    private static TraceHeaders read(Profile profile, String... namesAndValues) {
        return TraceHeaders.read(headers(namesAndValues), profile);
    }

    private static Map<String, String> headers(String... namesAndValues) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    @ParameterizedTest
    @EnumSource
    void shouldSplitTheParentIntoTraceAndSpan(Profile profile) {
        TraceHeaders trace = read(
                profile,
                "x-endpoint-path",
                "7/generate",
                "traceparent",
                HEADER,
                "tracestate",
                "a=1,b=2",
                "x-request-id",
                "mine",
                "x-dynamo-request-id",
                "its");
        assertThat(trace.parent()).contains(new TraceParent(TRACE, SPAN, "01"));
        assertThat(trace.state()).contains("a=1,b=2");
        assertThat(trace.requestId()).contains("mine");
        assertThat(trace.dynamoRequestId()).contains("its");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "junk",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "00-" + TRACE + "0-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-1",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01"
            })
    void shouldPassOverAParentThatIsNotOfTheStandardTogetherWithItsState(String header) {
        TraceHeaders trace =
                read(Profile.REFERENCE, "traceparent", header, "tracestate", "a=1", "x-request-id", "mine");
        assertThat(trace.parent()).isEmpty();
        assertThat(trace.state()).isEmpty();
        assertThat(trace.requestId()).contains("mine");
    }

    @Test
    void shouldTakeALaterVersionWithMoreParts() {
        assertThat(read(Profile.REFERENCE, "traceparent", "01-" + TRACE + "-" + SPAN + "-01-more")
                        .parent())
                .contains(new TraceParent(TRACE, SPAN, "01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER,
                "x-" + TRACE + "-" + SPAN + "-",
                "ff-00000000000000000000000000000000-" + SPAN + "-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01"
            })
    void shouldTakeFourPartsWithHexInTwoOfThemInTheModel(String header) {
        assertThat(read(Profile.DYNAMO_1_0, "traceparent", header).parent()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "00-" + TRACE + "-" + SPAN + "-01-more", "00-" + TRACE + "-short-01"})
    void shouldPassOverTheRestInTheModel(String header) {
        TraceHeaders trace = read(Profile.DYNAMO_1_0, "traceparent", header, "tracestate", "a=1");
        assertThat(trace.parent()).isEmpty();
        assertThat(trace.state()).as("taken as it is").contains("a=1");
    }

    @Test
    void shouldBeEmptyWithoutHeaders() {
        assertThat(read(Profile.REFERENCE, "x-endpoint-path", "7/generate").isEmpty())
                .isTrue();
        assertThat(StreamContext.of("r-1").trace()).isEqualTo(TraceHeaders.NONE);
        assertThat(TraceHeaders.NONE.asMap()).isEmpty();
    }

    @Test
    void shouldBeVisibleToEngines() {
        StreamContext context = StreamContext.of("r-1", Map.of("traceparent", HEADER));
        assertThat(context.trace().parent()).contains(new TraceParent(TRACE, SPAN, "01"));
    }

    @Test
    void shouldGoOnWithANewSpanInTheSameTrace() {
        TraceHeaders arrived =
                read(Profile.REFERENCE, "traceparent", HEADER, "tracestate", "a=1", "x-request-id", "mine");
        TraceHeaders sent = arrived.child(new Random(1));
        TraceParent span = sent.parent().orElseThrow();
        assertThat(span.traceId()).isEqualTo(TRACE);
        assertThat(span.parentId()).isNotEqualTo(SPAN).matches("[0-9a-f]{16}");
        assertThat(sent.asMap())
                .containsExactly(
                        Map.entry("traceparent", "00-" + TRACE + "-" + span.parentId() + "-01"),
                        Map.entry("tracestate", "a=1"),
                        Map.entry("x-request-id", "mine"));
    }

    @Test
    void shouldBeginATraceThatOthersCanRead() {
        TraceHeaders begun = TraceHeaders.begin(new Random(1)).withRequestId("mine");
        assertThat(TraceHeaders.read(begun.asMap(), Profile.REFERENCE)).isEqualTo(begun);
        assertThat(TraceHeaders.read(begun.asMap(), Profile.DYNAMO_1_0)).isEqualTo(begun);
    }

    @Test
    void shouldStandBehindOtherHeadersAndInPlaceOfTheSame() {
        Map<String, String> all = new TraceHeaders(
                        Optional.empty(), Optional.empty(), Optional.of("new"), Optional.empty())
                .addTo(headers("x-request-id", "old", "other", "1"));
        assertThat(all).containsExactly(Map.entry("x-request-id", "new"), Map.entry("other", "1"));
        assertThat(List.copyOf(all.keySet())).containsExactly("x-request-id", "other");
    }
}
