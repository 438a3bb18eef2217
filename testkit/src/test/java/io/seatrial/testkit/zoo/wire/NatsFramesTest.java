package io.seatrial.testkit.zoo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What NATS speaks is taken apart into messages, wherever the bytes are cut. */
class NatsFramesTest {

    private static final String TALK =
            "INFO {\"max_payload\": 1}\r\nPING\r\nSUB seat.e q 1\r\nPUB seat.e _INBOX.1 6\r\na\r\nPUB\r\n"
                    + "HMSG seat.e 1 12 14\r\nNATS/1.0\r\n\r\nhi\r\nPUB seat.e 0\r\n\r\n";

    private static String through(Function<NatsFrame, List<NatsFrame>> change, int step) {
        UnaryOperator<byte[]> frames = NatsFrames.each(change);
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < TALK.length(); at += step) {
            String part = TALK.substring(at, Math.min(TALK.length(), at + step));
            out.append(new String(frames.apply(bytes(part)), StandardCharsets.UTF_8));
        }
        return out.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldPassOnWhatIsNotChanged() {
        for (int step = 1; step <= TALK.length(); step++) {
            assertThat(through(List::of, step)).as("cut at each %s bytes", step).isEqualTo(TALK);
        }
    }

    @Test
    void shouldTellMessagesApart() {
        List<String> verbs = new ArrayList<>();
        List<String> payloads = new ArrayList<>();
        through(
                frame -> {
                    verbs.add(frame.verb());
                    payloads.add(frame.text());
                    return List.of();
                },
                7);

        assertThat(verbs).containsExactly("INFO", "PING", "SUB", "PUB", "HMSG", "PUB");
        assertThat(payloads).containsExactly("", "", "", "a\r\nPUB", "NATS/1.0\r\n\r\nhi", "");
    }

    @Test
    void shouldTakeTheSubscriptionsOfEndpointsForSuch() {
        assertThat(NatsFrame.of("sub seat.e q 1", bytes("")).subscribesEndpoint())
                .isTrue();
        assertThat(NatsFrame.of("SUB $SRV.PING 2", bytes("")).subscribesEndpoint())
                .isFalse();
        assertThat(NatsFrame.of("SUB _INBOX.x.* 3", bytes("")).subscribesEndpoint())
                .isFalse();
    }

    @Test
    void shouldPassOnWhatTakesTheirPlace() {
        String changed = through(
                frame -> switch (frame.verb()) {
                    case "PING" -> List.of(frame, frame);
                    case "SUB" -> List.of(frame.with(frame.subject(), "1"));
                    case "PUB" -> frame.text().isEmpty() ? List.of(frame.carrying("done")) : List.of();
                    case "INFO" -> List.of(frame.rewritten(line -> line.replace(" 1}", " 2}")));
                    default -> List.of();
                },
                TALK.length());

        assertThat(changed)
                .isEqualTo("INFO {\"max_payload\": 2}\r\nPING\r\nPING\r\nSUB seat.e 1\r\nPUB seat.e 4\r\ndone\r\n");
    }
}
