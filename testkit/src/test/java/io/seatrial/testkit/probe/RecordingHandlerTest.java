package io.seatrial.testkit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.InboundRequest;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RecordingHandlerTest {

    private final RecordingHandler handler = new RecordingHandler();
    private final ByteBuf payload = Unpooled.copiedBuffer(Bytes.utf8("abc"));

    private CompletionStage<Void> handle() {
        return handler.handle(new InboundRequest(payload, Map.of("a", "b")));
    }

    @Test
    void shouldKeepWhatItIsGivenAndReleaseIt() {
        assertThat(handle()).isCompleted();

        assertThat(handler.seen()).extracting(RecordingHandler.Seen::text).containsExactly("abc");
        assertThat(handler.seen().get(0).headers()).containsEntry("a", "b");
        assertThat(payload.refCnt()).isZero();
        assertThat(handler.running()).isZero();
    }

    @Test
    void shouldHoldRequestsUntilTheyAreReleased() {
        handler.hold();
        payload.retain(2);
        CompletionStage<Void> first = handle();
        CompletionStage<Void> second = handle();
        CompletionStage<Void> third = handle();

        assertThat(handler.running()).isEqualTo(3);
        assertThat(handler.release()).isTrue();
        assertThat(first).isCompleted();
        assertThat(second.toCompletableFuture()).isNotDone();
        handler.releaseAll();
        assertThat(third).isCompleted();
        assertThat(handler.release()).isFalse();
        assertThat(handler.mostRunning()).isEqualTo(3);
        assertThat(handler.running()).isZero();
    }

    @Test
    void shouldThrowAfterItHasRecorded() {
        handler.throwing(new IllegalStateException("boom"));

        assertThatThrownBy(this::handle).hasMessage("boom");
        assertThat(handler.count()).isEqualTo(1);
        assertThat(payload.refCnt()).isZero();
    }
}
