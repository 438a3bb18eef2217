package io.seatrial.testkit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.Host;
import io.seatrial.testkit.network.LoopbackNetwork;
import io.seatrial.testkit.time.Budget;
import io.seatrial.testkit.time.Waits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two probes, one at each end of a real connection. */
class WireProbeTest {

    private static final Duration SPAN = Duration.ofMillis(50);

    private final Budget patient =
            new Budget(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(30), Calibration.NONE);
    private final LoopbackNetwork network = new LoopbackNetwork();
    private final Host host = network.openHost("probe", Notices.log());
    private final Waits waits = new Waits(network, patient);
    private final Probes probes = new Probes(host.io(), waits);
    private RawListener listener;
    private WireProbe near;
    private WireProbe far;

    @BeforeEach
    void connect() {
        listener = waits.value("listen", probes.listen(new InetSocketAddress("127.0.0.1", 0), probe -> {}));
        near = waits.value("connect", probes.connect(listener.address()));
        far = listener.accept();
    }

    @AfterEach
    void closeAll() {
        waits.value("close", near.close());
        waits.value("close", far.close());
        waits.value("close", listener.close());
        waits.value("close", host.close());
    }

    @Test
    void shouldReadWhatTheOtherEndWrote() {
        near.write(new byte[] {1, 2, 3});
        near.writeByteByByte(new byte[] {4, 5});

        assertThat(far.read(2)).containsExactly(1, 2);
        assertThat(far.read(3)).containsExactly(3, 4, 5);
        assertThat(listener.accepted()).isEqualTo(1);
        far.expectSilence(SPAN);
    }

    @Test
    void shouldReadFrames() {
        near.write(Frames.request("1a2b/generate", Bytes.utf8("abc")));
        near.write(Frames.ack("Unknown endpoint: x"));
        near.write(Frames.twoPart(new Frames.TwoPart(Bytes.utf8("head"), Bytes.utf8("body"), 42)));
        near.write(Frames.FINAL);

        Frames.Request request = far.readRequest();
        assertThat(request.pathText()).isEqualTo("1a2b/generate");
        assertThat(request.headersText()).isEqualTo("{\"x-endpoint-path\":\"1a2b/generate\"}");
        assertThat(request.payload()).containsExactly('a', 'b', 'c');
        assertThat(far.readAck()).isEqualTo("Unknown endpoint: x");
        Frames.TwoPart message = far.readTwoPart();
        assertThat(message.headerText()).isEqualTo("head");
        assertThat(message.bodyText()).isEqualTo("body");
        assertThat(message.checksum()).isEqualTo(42);
        assertThat(far.readTwoPart().bodyText()).isEqualTo("{\"complete_final\":true}");
    }

    @Test
    void shouldTellAnOrderlyEndFromACut() {
        near.halfClose();
        far.expectEof();
        far.write(new byte[] {1});
        assertThat(near.read(1)).containsExactly(1);

        far.reset();
        near.expectReset();
    }

    @Test
    void shouldFailWhereTheEndIsAnother() {
        near.reset();

        assertThatThrownBy(far::expectEof)
                .hasMessageEndingWith("how the connection ended: expected EOF, but was RESET");
    }

    @Test
    void shouldFailWhereBytesComeInsteadOfTheEnd() {
        near.write(Bytes.utf8("late"));

        assertThatThrownBy(far::expectEof).hasMessageEndingWith("an orderly end, but sent 4 bytes 6c617465 'late'");
        assertThatThrownBy(() -> far.expectSilence(SPAN)).hasMessageContaining("expected not to happen for 0.05 s");
    }

    @Test
    void shouldFailWhereTooFewBytesCome() {
        near.write(new byte[] {0, 0, 0, 9, 1});
        waits.value("close", near.close());

        assertThatThrownBy(far::readAck)
                .isInstanceOf(CaseFailure.class)
                .hasMessageContaining("ended with EOF after 1 of 9 bytes");
    }

    @Test
    void shouldLeaveBytesInTheNetworkWhileItDoesNotRead() {
        far.pauseReading();
        CompletionStage<Void> sent = near.send(new byte[16 * 1024 * 1024]);

        waits.mustNotHappen(
                SPAN,
                "the end of a large write",
                () -> sent.toCompletableFuture().isDone());
        far.resumeReading();
        assertThat(far.read(16 * 1024 * 1024)).hasSize(16 * 1024 * 1024);
        waits.value("the large write", sent);
    }

    @Test
    void shouldTakePublishedAddressesApart() {
        PlaneAddress address = PlaneAddress.parse("tcp://[::1]:41873/1a2b/generate");

        assertThat(address.socket().getPort()).isEqualTo(41_873);
        assertThat(address.socket().getAddress().isLoopbackAddress()).isTrue();
        assertThat(address.path()).isEqualTo("1a2b/generate");
        assertThat(PlaneAddress.parse("127.0.0.1:1").path()).isEmpty();
    }
}
