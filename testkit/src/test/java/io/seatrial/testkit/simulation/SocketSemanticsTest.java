package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same scenario gives the same observations on real sockets and in simulation. What docs/guides/simulation.md claims is here. */
class SocketSemanticsTest {

    private static final ChannelTuning PLAIN = ChannelTuning.NO_DELAY;
    private static final ChannelTuning HALF = ChannelTuning.NO_DELAY.halfClosing();
    private static final ChannelTuning SMALL_BUFFERS = new ChannelTuning(true, -1, 16 * 1024, false);
    private static final String LONG_TEXT = "0123456789".repeat(30_000);

    private final Probe accepted = new Probe();
    private final Probe caller = new Probe();

    @ParameterizedTest
    @EnumSource
    void shouldDeliverEverythingBeforeAnOrderlyClose(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            lab.connect(listener, caller, PLAIN);
            caller.send(LONG_TEXT).addListener(done -> caller.channel().close());
            lab.until(accepted::isInactive);
            assertThat(accepted.text()).isEqualTo(LONG_TEXT);
            assertThat(accepted.events()).containsExactly("active", "inactive");
            assertThat(caller.events()).containsExactly("active", "inactive");
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerAfterTheEndOfThePeersStream(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, HALF);
            lab.connect(listener, caller, HALF);
            caller.send("question");
            lab.client().shutdownOutput(caller.channel());
            lab.until(() -> accepted.events().contains("end of input after 8"));
            accepted.send("answer").addListener(done -> accepted.channel().close());
            lab.until(() -> caller.events().contains("end of input after 6"));
            assertThat(caller.channel().isActive()).isTrue();
            caller.channel().close();
            lab.until(caller::isInactive);
            assertThat(accepted.events()).containsExactly("active", "end of input after 8", "inactive");
            assertThat(caller.events()).containsExactly("active", "end of input after 6", "inactive");
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendTheEndBehindWhatWasWrittenAndHasToWait(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, SMALL_BUFFERS);
            lab.connect(listener, caller, SMALL_BUFFERS.halfClosing());
            lab.stopReading(accepted);
            ChannelFuture sent = fill(lab, caller);
            lab.client().shutdownOutput(caller.channel());
            accepted.channel().config().setAutoRead(true);
            lab.until(sent::isDone);
            assertThat(sent.cause()).isNull();
            lab.until(accepted::isInactive);
            assertThat(accepted.received() % LONG_TEXT.length()).isZero();
            lab.closeAll(caller, accepted, listener);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCloseAtTheEndOfThePeersStreamWithoutHalfClosure(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            lab.connect(listener, caller, PLAIN);
            caller.send("question");
            lab.client().shutdownOutput(caller.channel());
            lab.until(() -> accepted.isInactive() && caller.isInactive());
            assertThat(accepted.text()).isEqualTo("question");
            assertThat(accepted.events()).containsExactly("active", "inactive");
            assertThat(caller.events()).containsExactly("active", "inactive");
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseToWriteAfterTheEndOfTheOwnStream(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, HALF);
            lab.connect(listener, caller, HALF);
            lab.until(accepted::isOpened);
            lab.client().shutdownOutput(caller.channel());
            lab.until(() -> accepted.events().contains("end of input after 0"));
            ChannelFuture late = caller.send("late");
            lab.until(late::isDone);
            assertThat(late.cause()).isInstanceOf(ClosedChannelException.class);
            lab.closeAll(caller, accepted, listener);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellAnAbortiveCloseAsOneReset(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            lab.connect(listener, caller, ChannelTuning.RESET_ON_CLOSE);
            caller.send("before");
            lab.until(() -> accepted.received() == 6);
            caller.channel().close();
            lab.until(accepted::isInactive);
            assertThat(accepted.events()).containsExactly("active", "reset", "inactive");
            assertThat(caller.events()).containsExactly("active", "inactive");
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellAResetAndThenTheEndOfInputWithHalfClosure(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, HALF);
            lab.connect(listener, caller, ChannelTuning.RESET_ON_CLOSE);
            lab.until(accepted::isOpened);
            caller.channel().close();
            lab.until(() -> accepted.events().contains("end of input after 0"));
            assertThat(accepted.events()).startsWith("active", "reset", "end of input after 0");
            lab.closeAll(caller, accepted, listener);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldResetThePeerWhenClosedWithUnreadBytes(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, SMALL_BUFFERS);
            lab.connect(listener, caller, SMALL_BUFFERS);
            lab.stopReading(accepted);
            ChannelFuture sent = fill(lab, caller);
            accepted.channel().close();
            lab.until(caller::isInactive);
            assertThat(sent.cause()).isInstanceOf(IOException.class);
            assertThat(caller.events()).endsWith("inactive").isSubsetOf("active", "reset", "inactive");
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStopTheSenderOfAReceiverThatDoesNotRead(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, SMALL_BUFFERS);
            lab.connect(listener, caller, SMALL_BUFFERS);
            lab.stopReading(accepted);
            ChannelFuture sent = fill(lab, caller);
            assertThat(sent.isDone()).isFalse();
            assertThat(caller.channel().isWritable()).isFalse();
            accepted.channel().config().setAutoRead(true);
            lab.until(sent::isDone);
            assertThat(sent.cause()).isNull();
            lab.until(() -> caller.channel().isWritable());
            lab.closeAll(caller, accepted, listener);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFailTheWriterWhosePeerIsGone(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            lab.connect(listener, caller, HALF);
            lab.until(accepted::isOpened);
            accepted.channel().close();
            lab.until(() -> caller.events().contains("end of input after 0"));
            List<ChannelFuture> writes = new ArrayList<>();
            lab.until(() -> {
                if (writes.isEmpty() || writes.get(writes.size() - 1).isSuccess()) {
                    writes.add(caller.send("is anybody there?"));
                }
                return writes.get(writes.size() - 1).cause() != null;
            });
            assertThat(writes.get(0).isSuccess()).as("nobody can know yet").isTrue();
            assertThat(writes.get(writes.size() - 1).cause()).isInstanceOf(IOException.class);
            lab.until(caller::isInactive);
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadNothingUnasked(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            Listener other = lab.listen(new Probe(), PLAIN);
            lab.connect(listener, caller, PLAIN);
            lab.stopReading(accepted);
            ChannelFuture sent = caller.send("unread");
            lab.until(sent::isDone);
            Channel second = lab.connect(other, new Probe(), PLAIN); // time passes
            assertThat(accepted.received()).isZero();
            accepted.channel().read();
            lab.until(() -> accepted.received() == 6);
            second.close();
            lab.await(other.close());
            lab.closeAll(caller, accepted, listener);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNoticeTheEndOfAConnectionThatIsNotReadFromOnEpollOnly(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            Listener other = lab.listen(new Probe(), PLAIN);
            lab.connect(listener, caller, PLAIN);
            lab.stopReading(accepted);
            caller.send("last words").addListener(done -> caller.channel().close());
            lab.until(caller::isInactive);
            if (kind.isEpoll()) {
                lab.until(accepted::isInactive);
                assertThat(accepted.text()).as("read unasked").isEqualTo("last words");
            } else {
                Channel second = lab.connect(other, new Probe(), PLAIN); // time passes
                assertThat(accepted.events()).containsExactly("active");
                assertThat(accepted.received()).isZero();
                accepted.channel().config().setAutoRead(true);
                lab.until(accepted::isInactive);
                second.close();
            }
            assertThat(accepted.events()).containsExactly("active", "inactive");
            lab.await(other.close());
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNoticeAResetOfAConnectionThatIsNotReadFromOnEpollOnly(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            lab.connect(listener, caller, ChannelTuning.RESET_ON_CLOSE);
            lab.stopReading(accepted);
            ChannelFuture sent = caller.send("last words");
            lab.until(sent::isDone);
            caller.channel().close();
            lab.until(caller::isInactive);
            if (!kind.isEpoll()) {
                assertThat(accepted.events()).containsExactly("active");
                accepted.channel().config().setAutoRead(true);
            }
            lab.until(accepted::isInactive);
            assertThat(accepted.events()).containsExactly("active", "reset", "inactive");
            assertThat(accepted.text()).isEqualTo("last words");
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeNothingButBytes(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            lab.connect(listener, caller, PLAIN);
            ChannelFuture odd = caller.channel().writeAndFlush("a text");
            lab.until(odd::isDone);
            assertThat(odd.cause()).isInstanceOf(UnsupportedOperationException.class);
            lab.closeAll(caller, accepted, listener);
        }
    }

    /** Writes until no more fits. Returns the last write, which is not done. */
    private static ChannelFuture fill(Lab lab, Probe sender) {
        List<ChannelFuture> writes = new ArrayList<>();
        lab.until(() -> {
            if (writes.isEmpty() || writes.get(writes.size() - 1).isDone()) {
                writes.add(sender.send(LONG_TEXT));
                return false;
            }
            return !sender.channel().isWritable();
        });
        return writes.get(writes.size() - 1);
    }
}
