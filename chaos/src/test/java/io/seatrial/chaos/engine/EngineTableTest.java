package io.seatrial.chaos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.chaos.RealToxiproxy;
import io.seatrial.chaos.proxy.Upstream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case on both engines: what each shows is what the table says, and where they differ it says why. */
class EngineTableTest {

    @TestFactory
    Stream<DynamicTest> shouldShowOnTheEmbeddedEngineWhatTheTableSays() {
        ChaosEngine engine = ChaosEngine.embedded(7);
        return FaultCases.all().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.title(), () -> assertThat(play(engine, one)).isEqualTo(one.embedded())))
                .onClose(engine::close);
    }

    @TestFactory
    Stream<DynamicTest> shouldShowOnToxiproxyWhatTheTableSays() throws Exception {
        RealToxiproxy real = RealToxiproxy.start();
        ChaosEngine engine = ChaosEngine.toxiproxy(real.address());
        return FaultCases.all().stream()
                .map(one -> DynamicTest.dynamicTest(one.title(), () -> {
                    if (one.toxiproxy() == null) {
                        assertThatThrownBy(() -> play(engine, one))
                                .isInstanceOf(ChaosException.class)
                                .hasMessageContaining(one.reason());
                    } else {
                        assertThat(play(engine, one)).isEqualTo(one.toxiproxy());
                    }
                }))
                .onClose(() -> {
                    engine.close();
                    real.close();
                });
    }

    private static String play(ChaosEngine engine, FaultCase one) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (Upstream upstream = new Upstream();
                Link link = engine.link(new LinkSpec(
                        "link", null, upstream.address(), List.of(), one.framing(), OptionalLong.empty()))) {
            return one.script().play(new FaultCase.Stage(link, upstream, sockets));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
