package io.seatrial.chaos.proxy.framing;

import io.netty.buffer.ByteBuf;
import io.seatrial.chaos.proxy.framing.LengthFields.Group;

/** Finds the ends of frames that say their lengths. It holds no bytes. A length beyond 63 bits is taken as endless. */
final class LengthScanner implements FrameScanner {

    private final LengthFields fields;
    private int group;
    private int width;
    private int read;
    private long length;
    private long rest;
    private boolean counting;

    LengthScanner(LengthFields fields) {
        this.fields = fields;
    }

    @Override
    public boolean advance(ByteBuf bytes) {
        while (true) {
            if (counting) {
                int taken = (int) Math.min(rest, bytes.readableBytes());
                bytes.skipBytes(taken);
                rest -= taken;
                if (rest > 0) {
                    return false;
                }
                counting = false;
                if (++group == fields.groups().size()) {
                    group = 0;
                    return true;
                }
            } else if (bytes.isReadable()) {
                readLength(bytes.readUnsignedByte());
            } else {
                return false;
            }
        }
    }

    private void readLength(int octet) {
        Group now = fields.groups().get(group);
        length = length << Byte.SIZE | octet;
        if (++read < now.widths().get(width)) {
            return;
        }
        rest = sum(rest, length);
        length = 0;
        read = 0;
        if (++width == now.widths().size()) {
            width = 0;
            rest = sum(rest, now.ignored());
            counting = true;
        }
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        return b < 0 || sum < 0 ? Long.MAX_VALUE : sum;
    }
}
