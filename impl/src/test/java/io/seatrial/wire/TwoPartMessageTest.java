package io.seatrial.wire;

import static io.seatrial.wire.Vectors.bytes;
import static io.seatrial.wire.Vectors.text;
import static io.seatrial.wire.Vectors.utf8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.PlaneException.PayloadTooLarge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 27 to 36 of dynamo-tcp.md 6.3. */
class TwoPartMessageTest {

    private static final TwoPartDecoder DECODER = TwoPartDecoder.UNLIMITED;

    private final CountingAllocator allocator = new CountingAllocator();

    @AfterEach
    void everyBufferIsReleased() {
        allocator.assertAllReleased();
    }

    @ParameterizedTest
    @CsvSource({"h, b", "h, ''", "'', b", "'', ''"})
    void shouldKeepBothPartsAndTellWhichThereAre(String header, String body) {
        ByteBuf frame = encode(header, body);

        TwoPartMessage message = requireNonNull(DECODER.decode(frame));

        assertThat(message.hasHeader()).isEqualTo(!header.isEmpty());
        assertThat(message.hasBody()).isEqualTo(!body.isEmpty());
        assertThat(message.totalBytes()).isEqualTo(24 + header.length() + body.length());
        assertThat(text(message.header())).isEqualTo(header);
        assertThat(text(message.body())).isEqualTo(body);
        frame.release();
    }

    @Test
    void shouldPlaceLengthsChecksumAndParts() {
        ByteBuf frame = encode("hh", "b");

        assertThat(frame.getLong(0)).isEqualTo(2);
        assertThat(frame.getLong(8)).isEqualTo(1);
        assertThat(frame.getLong(16)).isZero();
        assertThat(frame.getByte(24)).isEqualTo((byte) 'h');
        assertThat(frame.getByte(26)).isEqualTo((byte) 'b');
        frame.release();
    }

    @Test
    void shouldAcceptAnyChecksum() {
        assertThat(DECODER.decode(bytes("0000000000000001" + "0000000000000000" + "deadbeefdeadbeef" + "61")))
                .isEqualTo(TwoPartMessage.ofHeader(utf8("a")));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 27})
    void shouldAcceptAMessageUpToTheLimit(int limit) {
        ByteBuf frame =
                new TwoPartEncoder(limit).encode(allocator, new TwoPartMessage(utf8("hh"), allocator.of(new byte[1])));

        requireNonNull(new TwoPartDecoder(limit).decode(frame)).release();
        frame.release();
    }

    @Test
    void shouldCountTheWholeMessageAgainstTheLimit() {
        TwoPartMessage message = new TwoPartMessage(utf8("hh"), allocator.of(new byte[1]));
        ByteBuf frame = encode("hh", "b");
        String text = "Message size 27 exceeds the maximum allowed size of 26 bytes";

        assertThatThrownBy(() -> new TwoPartEncoder(26).encode(allocator, message))
                .isInstanceOf(PayloadTooLarge.class)
                .hasMessage(text);
        assertThatThrownBy(() -> new TwoPartDecoder(26).decode(frame))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.reason()).isEqualTo(WireException.Reason.TOO_LARGE))
                .hasMessage(text);
        frame.release();
    }

    @Test
    void shouldAskForMoreWhileBytesAreMissing() {
        ByteBuf whole = bytes(Vectors.DATA);
        for (int length = 0; length < whole.readableBytes(); length++) {
            ByteBuf part = whole.slice(0, length);
            assertThat(DECODER.decode(part)).isNull();
            assertThat(part.readerIndex()).isZero();
        }
    }

    @Test
    void shouldRefuseACutOffMessageWhenThereIsNoMoreToCome() {
        for (int length : new int[] {0, 23, 24, 81}) {
            assertThatThrownBy(() -> DECODER.decodeOnce(bytes(Vectors.DATA).slice(0, length)))
                    .isInstanceOfSatisfying(
                            WireException.class, e -> assertThat(e.reason()).isEqualTo(WireException.Reason.INCOMPLETE))
                    .hasMessage("Invalid message: No message decoded");
        }
    }

    @Test
    void shouldIgnoreBytesBehindAOneShotMessage() {
        ByteBuf in = bytes(Vectors.STOP + "ffff");

        assertThat(text(DECODER.decodeOnce(in).header())).isEqualTo("\"stop\"");
        assertThat(in.readerIndex()).isZero();
    }

    @Test
    void shouldTakeMessagesInOrderInReadsOfFiveBytes() {
        ByteBuf source = bytes(Vectors.STOP + Vectors.EMPTY + Vectors.KILL);
        ByteBuf in = Unpooled.buffer();
        List<TwoPartMessage> messages = new ArrayList<>();
        while (source.isReadable()) {
            in.writeBytes(source, Math.min(5, source.readableBytes()));
            TwoPartMessage message = DECODER.decode(in);
            if (message != null) {
                messages.add(message);
            }
        }

        assertThat(messages)
                .containsExactly(
                        TwoPartMessage.ofHeader(utf8("\"stop\"")),
                        TwoPartMessage.ofHeader(utf8("")),
                        TwoPartMessage.ofHeader(utf8("\"kill\"")));
        assertThat(DECODER.decode(in)).isNull();
    }

    @Test
    void shouldNotCopyLargeParts() {
        ByteBuf header = allocator.of(new byte[1 << 20]);
        ByteBuf body = allocator.of(new byte[1 << 20]);
        int before = allocator.allocations();

        ByteBuf frame = TwoPartEncoder.UNLIMITED.encode(allocator, new TwoPartMessage(header, body));

        assertThat(allocator.allocations()).isEqualTo(before + 1);
        assertThat(frame.readableBytes()).isEqualTo(24 + 2 * (1 << 20));
        body.setByte(0, 42);
        assertThat(frame.getByte(24 + (1 << 20))).isEqualTo((byte) 42);
        TwoPartMessage message = requireNonNull(DECODER.decode(frame));
        assertThat(message.body().getByte(0)).isEqualTo((byte) 42);
        message.release();
        frame.release();
    }

    @ParameterizedTest
    @CsvSource({"5000, 3", "3, 5000", "5000, 5000", "3, 3"})
    void shouldPutSmallAndLargePartsTogetherInAnyMix(int headerBytes, int bodyBytes) {
        TwoPartMessage message = new TwoPartMessage(
                allocator.of("h".repeat(headerBytes).getBytes()),
                allocator.of("b".repeat(bodyBytes).getBytes()));

        ByteBuf frame = TwoPartEncoder.UNLIMITED.encode(allocator, message);

        assertThat(frame.readableBytes()).isEqualTo(24 + headerBytes + bodyBytes);
        TwoPartMessage read = requireNonNull(DECODER.decode(frame));
        assertThat(text(read.header())).isEqualTo("h".repeat(headerBytes));
        assertThat(text(read.body())).isEqualTo("b".repeat(bodyBytes));
        frame.release();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffffffffffff" + "0000000000000000" + "18446744073709551639",
                "0000000000000001" + "ffffffffffffffff" + "18446744073709551640",
                "ffffffffffffffff" + "ffffffffffffffff" + "36893488147419103254",
                "7fffffffffffffff" + "7fffffffffffffff" + "18446744073709551638",
                "0000000080000000" + "0000000000000000" + "2147483672",
                "000000007fffffff" + "0000000000000001" + "2147483672"
            })
    void shouldRefuseHostileLengthsAsSoonAsBothAreThere(String lengthsAndTotal) {
        ByteBuf in = bytes(lengthsAndTotal.substring(0, 32));

        assertThatThrownBy(() -> DECODER.decode(in))
                .isInstanceOf(WireException.class)
                .hasMessage("Message size " + lengthsAndTotal.substring(32)
                        + " exceeds the maximum allowed size of 2147483647 bytes");
    }

    @Test
    void shouldWaitForTheChecksumOfAnEmptyMessage() {
        assertThat(DECODER.decode(bytes("0".repeat(46)))).isNull();
        assertThat(DECODER.decode(bytes("0".repeat(48)))).isNotNull();
    }

    private ByteBuf encode(String header, String body) {
        return TwoPartEncoder.UNLIMITED.encode(allocator, new TwoPartMessage(utf8(header), utf8(body)));
    }

    @Test
    void shouldTakeAMessageOfJustTheLimit() {
        TwoPartDecoder decoder = new TwoPartDecoder(24 + 2);
        ByteBuf frame = encode("h", "b");
        ByteBuf header = encode("hh", "");

        TwoPartMessage both = requireNonNull(decoder.decode(frame));
        TwoPartMessage one = requireNonNull(decoder.decode(header));

        assertThat(text(both.header()) + text(both.body())).isEqualTo("hb");
        assertThat(text(one.header()) + text(one.body())).isEqualTo("hh");
        frame.release();
        header.release();
    }

    @Test
    void shouldHoldABodyAlone() {
        TwoPartMessage message = TwoPartMessage.ofBody(utf8("b"));

        assertThat(message.hasHeader()).isFalse();
        assertThat(text(message.body())).isEqualTo("b");
    }

    @Test
    void shouldSayThatAStreamEndedInsideAMessage() {
        assertThat(WireException.endInsideMessage()).hasMessage("bytes remaining on stream");
        assertThat(WireException.endInsideMessage().reason()).isEqualTo(WireException.Reason.INCOMPLETE);
    }
}
