package io.seatrial.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyBufferTest {

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final BodyBuffer body = new BodyBuffer(allocator);

    private ByteBuf part(byte[] bytes) {
        return allocator.buffer(bytes.length).writeBytes(bytes);
    }

    private ByteBuf part(String text) {
        return part(text.getBytes(UTF_8));
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void shouldHandOutABodyOfOnePartAsItIs() {
        ByteBuf only = part("whole");
        ByteBuf whole = body.take(only);
        assertThat(whole).isSameAs(only);
        whole.release();
    }

    @Test
    void shouldHandOutNothingAsItIs() {
        assertThat(body.take(Unpooled.EMPTY_BUFFER)).isSameAs(Unpooled.EMPTY_BUFFER);
    }

    @Test
    void shouldPutPartsOfAllSizesTogetherInTheirOrder() {
        Random random = new Random(7);
        ByteBuf expected = Unpooled.buffer();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(5) == 0 ? random.nextInt(20_000) : random.nextInt(300)];
            random.nextBytes(bytes);
            expected.writeBytes(bytes);
            body.add(part(bytes));
            assertThat(body.bytes()).isEqualTo(expected.readableBytes());
        }
        ByteBuf whole = body.take(part("last"));
        expected.writeBytes("last".getBytes(UTF_8));
        assertThat(whole).isEqualTo(expected);
        assertThat(body.bytes()).isZero();
        whole.release();
    }

    @Test
    void shouldNotKeepAnObjectForEachByte() {
        for (int i = 0; i < 200_000; i++) {
            body.add(part("x"));
        }
        ByteBuf whole = body.take(part("x"));
        assertThat(whole.readableBytes()).isEqualTo(200_001);
        assertThat(((CompositeByteBuf) whole).numComponents()).isLessThan(10);
        whole.release();
    }

    @Test
    void shouldNotCopyLargeParts() {
        ByteBuf large = part(new byte[10_000]);
        body.add(large);
        CompositeByteBuf whole = (CompositeByteBuf) body.take(part(new byte[10_000]));
        assertThat(whole.internalComponent(0).unwrap()).isSameAs(large.unwrap());
        whole.release();
    }

    @Test
    void shouldGiveBackWhatIsDropped() {
        body.add(part("small"));
        body.add(part(new byte[10_000]));
        body.add(part("small"));
        body.release();
        assertThat(body.bytes()).isZero();
    }
}
