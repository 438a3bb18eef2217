package io.seatrial.chaos.proxy.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.chaos.RealToxiproxy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The table of calls against both servers. To record the answers anew, after adding a call without one, run this test with
 * {@code -Dseatrial.record=true}.
 */
class ApiTableTest {

    private static final Path TABLE = Path.of("src", "test", "resources", "toxiproxy", "calls.yaml");

    @TestFactory
    Stream<DynamicTest> shouldAnswerLikeTheRealServer() throws Exception {
        EmbeddedToxiproxy embedded = EmbeddedToxiproxy.start(ApiOptions.DEFAULT);
        return tests(embedded.address()).onClose(embedded::close);
    }

    @TestFactory
    Stream<DynamicTest> shouldHoldForTheRealServer() throws Exception {
        RealToxiproxy real = RealToxiproxy.start();
        return tests(real.address()).onClose(real::close);
    }

    private static Stream<DynamicTest> tests(InetSocketAddress server) throws Exception {
        return CallTable.read(TABLE).stream()
                .map(group -> DynamicTest.dynamicTest((String) group.get("group"), () -> compare(server, group)));
    }

    private static void compare(InetSocketAddress server, Map<String, Object> group) throws Exception {
        List<Map<String, Object>> replies = CallTable.replies(server, group);
        List<Map<String, Object>> calls = CallTable.calls(group);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(replies.get(i))
                    .as("%s", calls.get(i))
                    .isEqualTo(calls.get(i).get("answer"));
        }
    }

    @Test
    void shouldHoldEnoughGoodAndBadCalls() throws Exception {
        List<String> lines = CallTable.read(TABLE).stream()
                .flatMap(group -> CallTable.calls(group).stream())
                .map(call -> ((Map<?, ?>) call.get("answer")).get("line").toString())
                .toList();

        assertThat(lines).hasSizeGreaterThanOrEqualTo(80);
        assertThat(lines.stream().filter(line -> line.contains(" 20"))).hasSizeGreaterThan(30);
        assertThat(lines.stream().filter(line -> !line.contains(" 20"))).hasSizeGreaterThan(30);
    }

    @Test
    @EnabledIfSystemProperty(named = "seatrial.record", matches = "true")
    void shouldRecordTheAnswersAnew() throws Exception {
        List<Map<String, Object>> groups = new ArrayList<>();
        try (RealToxiproxy real = RealToxiproxy.start()) {
            for (Map<String, Object> group : CallTable.read(TABLE)) {
                List<Map<String, Object>> replies = CallTable.replies(real.address(), group);
                List<Map<String, Object>> answered = new ArrayList<>();
                for (int i = 0; i < replies.size(); i++) {
                    Map<String, Object> call =
                            new LinkedHashMap<>(CallTable.calls(group).get(i));
                    call.put("answer", replies.get(i));
                    answered.add(call);
                }
                Map<String, Object> recorded = new LinkedHashMap<>(group);
                recorded.put("calls", answered);
                groups.add(recorded);
            }
        }
        CallTable.write(TABLE, groups);
    }
}
