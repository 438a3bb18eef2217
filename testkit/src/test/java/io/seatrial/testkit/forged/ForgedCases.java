package io.seatrial.testkit.forged;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.expect.CaseSkipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Cases that end in every way there is. */
public final class ForgedCases {

    /** What the cases that misbehave hold on to; the test lets go of it. */
    public static final Unruly UNRULY = new Unruly();

    @Case(rule = "FORGED-01")
    public void shouldPass(Trial trial) {
        trial.process();
        expect("one", 1, 1);
    }

    @Case(rule = "FORGED-02")
    public void shouldFail(Trial trial) {
        expect("number of listening ports", 1, 2);
    }

    @Case(rule = "FORGED-03")
    public void shouldThrow(Trial trial) {
        throw new IllegalStateException("out of order");
    }

    @Case(rule = "FORGED-04")
    public void shouldBeSkipped(Trial trial) {
        throw new CaseSkipped("nothing to say");
    }

    @Case(rule = "FORGED-05")
    public void shouldWaitInVain(Trial trial) {
        trial.await("the answer", new CompletableFuture<Void>());
    }

    @Case(rule = "FORGED-06")
    public void shouldHang(Trial trial) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Case(rule = "FORGED-07")
    public void shouldHangAndIgnoreInterrupts(Trial trial) {
        UNRULY.spinUntilReleased();
    }

    @Case(rule = "FORGED-08")
    public void shouldLeaveAThread(Trial trial) {
        UNRULY.startThread("forged-thread");
    }

    @Case(rule = "FORGED-09")
    public void shouldLeaveAPort(Trial trial) {
        try {
            UNRULY.keep(new ServerSocket(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Case(rule = "FORGED-10")
    public void shouldForgetABuffer(Trial trial) {
        trial.buffer(new byte[16]);
    }

    @Case(rule = "FORGED-11")
    public void shouldHappenThoughItMustNot(Trial trial) {
        trial.mustNotHappen(Duration.ofSeconds(30), "the end of the world", () -> true);
    }

    @Case(rule = {"FORGED-12", "FORGED-13"})
    public void shouldTryTwoRulesAtOnce(Trial trial) {
        trial.process();
        expect("random numbers of one seed", true, trial.random().nextInt(6) < 6);
    }

    @Case(rule = "FORGED-14")
    public void shouldNeedWhatIsNotThere(Trial trial) {
        expect("that this is not reached", true, false);
    }

    @Case(rule = "FORGED-15")
    public void shouldThrowAnError(Trial trial) {
        throw new StackOverflowError("forged");
    }
}
