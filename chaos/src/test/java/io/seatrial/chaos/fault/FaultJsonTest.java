package io.seatrial.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.chaos.fault.ConnectionLimit.Excess;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultJsonTest {

    private static final Duration TIME = Duration.ofMillis(250);

    static Stream<Fault> faults() {
        FrameSelection frames = new FrameSelection(3, 2, 0.5);
        return Stream.of(
                new Bandwidth(64),
                new ConnectionLimit(3, Excess.WAIT),
                new CorruptFrame(frames, 7),
                new CutAfterBytes(10, Ending.RESET),
                new CutAtFrame(2, 5, Ending.CLOSE),
                new DelayFrame(frames, TIME, true),
                new Down(),
                new DropFrame(frames),
                new DuplicateFrame(frames),
                new HalfOpen(),
                new HangingAccept(),
                new HangingConnect(),
                new Latency(TIME, Duration.ofMillis(50), Distribution.PARETO),
                new Partition(),
                new Pause(),
                new Refuse(),
                new Reset(TIME),
                new ResetOnData(TIME),
                new SlowAccept(TIME),
                new SlowClose(TIME),
                new Slicer(10, 3, Duration.ofNanos(20_000)),
                new Stall(TIME),
                new Timeout(TIME));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldReadWhatItWrote(Fault fault) {
        Injection injection = Injection.of(fault, Direction.UPSTREAM).onLink("worker-*");

        assertThat(FaultJson.read(FaultJson.write(injection))).isEqualTo(injection);
    }

    @Test
    void shouldKnowEveryKind() {
        assertThat(faults().map(Object::getClass)).containsExactlyInAnyOrder(Fault.class.getPermittedSubclasses());
        assertThat(faults().map(Fault::type).collect(Collectors.toSet())).isEqualTo(FaultTypes.names());
    }

    @Test
    void shouldReadWhatItWroteOfEverythingAroundAFault() {
        Injection injection = Injection.of(new Stall(TIME))
                .named("a \"name\"")
                .from(new Moment(2, 8))
                .during(new Span(Duration.ofSeconds(1), Duration.ofSeconds(3)))
                .withProbability(0.25)
                .withSeed(-5);

        assertThat(FaultJson.read(FaultJson.write(injection))).isEqualTo(injection);
    }

    @Test
    void shouldTakeAToxicOfToxiproxyAsItIs() {
        Injection toxic = FaultJson.read("{\"type\":\"latency\",\"attributes\":{\"latency\":100,\"jitter\":5}}");

        assertThat(toxic)
                .isEqualTo(
                        Injection.of(new Latency(Duration.ofMillis(100), Duration.ofMillis(5), Distribution.UNIFORM)));
        assertThat(FaultJson.write(toxic))
                .isEqualTo("{\"attributes\":{\"latency\":100,\"jitter\":5},\"name\":\"latency_downstream\","
                        + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                              | A fault needs a type
        []                                                              | A fault is written as an object, not as array
        {"type":"x"}                                                    | There is no fault 'x': use one of bandwidth,
        {"type":3}                                                      | has a 'type' of the kind number: write a string
        {"type":"down","stream":"up"}                                   | no direction 'up': use upstream
        {"type":"down","toxicity":0.5}                                  | acts on the link as a whole
        {"type":"stall","toxicity":1.5}                                 | probability of stall_downstream is 1.5: it must be from 0 to 1
        {"type":"slow_accept","attributes":{"time":1},"moment":{"bytes":1}} | cannot wait for a moment
        {"type":"slow_accept"}                                          | The time of slow_accept is 0.0 ms: it must be more than 0
        {"type":"latency","attributes":{"latency":"1"}}                 | The attribute 'latency' is '1': it must be a whole number
        {"type":"latency","attributes":{"latency":1.5}}                 | The attribute 'latency' is 1.5: it must be a whole number
        {"type":"latency","attributes":{"latency":-1}}                  | The delay of latency is -1.0 ms: it must be 0 or more
        {"type":"latency","attributes":{"distribution":"x"}}            | it must be one of uniform normal exponential pareto
        {"type":"latency","attributes":[]}                              | 'attributes' of the kind array: write an object
        {"type":"slicer","attributes":{"average_size":5,"size_variation":5}} | must be less than the average size, 5
        {"type":"slicer","attributes":{"average_size":0}}               | The average size of slicer is 0: it must be 1 or more
        {"type":"drop_frame","attributes":{"share":2}}                  | The share of frames is 2.0: it must be from 0 to 1
        {"type":"stall","start":2,"end":1}                              | it must be after its start
        """)
    void shouldSayWhatIsWrongAndWhatIsRight(String json, String message) {
        assertThatThrownBy(() -> FaultJson.read(json))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"*,any,true", "a*c,abc,true", "a*c,abd,false", "abc,abc,true", "abc,abcd,false", "*-x-*,1-x-2,true"})
    void shouldMatchLinksByName(String pattern, String name, boolean expected) {
        assertThat(Injection.of(new Down()).onLink(pattern).target().includes(name))
                .isEqualTo(expected);
    }

    @Test
    void shouldHaveNoTwoNamesForOneKind() {
        assertThat(Arrays.stream(Fault.class.getPermittedSubclasses()).count())
                .isEqualTo(FaultTypes.names().size());
    }
}
