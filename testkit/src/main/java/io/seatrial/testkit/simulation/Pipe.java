package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBuf;
import io.seatrial.testkit.simulation.WorldEvent.Kind;

/**
 * The bytes of one direction: those that wait in the sender's buffer, those on their way, and those that the receiver has not read, in
 * one queue. Both buffers are bounded: who does not read stops the sender.
 */
final class Pipe {

    private final Wire wire;
    private final WorldRecorder recorder;
    private final Endpoint sender;
    private final Endpoint receiver;
    private final ByteRing bytes = new ByteRing();
    private int readable;
    private int travelling;
    private int cuts;
    private boolean ending;
    private boolean endSent;
    private boolean endArrived;

    Pipe(Wire wire, WorldRecorder recorder, Endpoint sender, Endpoint receiver) {
        this.wire = wire;
        this.recorder = recorder;
        this.sender = sender;
        this.receiver = receiver;
    }

    Wire wire() {
        return wire;
    }

    /** Returns how many bytes can be read now. */
    int readable() {
        return readable;
    }

    /** Returns whether everything was read and the end of the stream has arrived. */
    boolean isAtEnd() {
        return endArrived && readable == 0;
    }

    /** Returns whether the end of the stream has arrived. */
    boolean hasEnded() {
        return endArrived;
    }

    /** Takes as many bytes as the sender's buffer has room for. Returns how many; the buffer's indexes stay. */
    int write(ByteBuf source) {
        int taken = Math.min(source.readableBytes(), sender.sendBuffer() - waiting() - travelling);
        if (taken <= 0) {
            return 0;
        }
        bytes.put(source, source.readerIndex(), taken);
        transmit();
        return taken;
    }

    /** Sends the end of the stream after what was written. */
    void end() {
        ending = true;
        transmit();
    }

    /** Moves bytes that have arrived to the target. Returns how many. */
    int read(ByteBuf target) {
        int length = Math.min(readable, target.writableBytes());
        bytes.take(target, length);
        readable -= length;
        transmit();
        return length;
    }

    /** Forgets what has not left the sender's buffer. */
    void dropWaiting() {
        bytes.truncate(readable + travelling);
        ending = false;
        sender.roomForWriting();
    }

    /** Loses what is on its way and what waits. */
    void cut() {
        cuts++;
        travelling = 0;
        dropWaiting();
    }

    private Runnable unlessCut(Runnable arrival) {
        int sentAfter = cuts;
        return () -> {
            if (cuts == sentAfter) {
                arrival.run();
            }
        };
    }

    /** Sends what waits, as far as the receiver's buffer has room. */
    private void transmit() {
        int room = receiver.receiveBuffer() - readable - travelling;
        while (waiting() > 0 && room > 0) {
            int length = wire.segmentBytes(Math.min(waiting(), room));
            travelling += length;
            room -= length;
            wire.carry(length, unlessCut(() -> arrived(length)));
        }
        if (ending && !endSent && waiting() == 0) {
            endSent = true;
            wire.carry(0, unlessCut(this::arrivedEnd));
        }
    }

    private void arrived(int length) {
        recorder.chunk(wire.link().name(), bytes.peek(readable, length));
        travelling -= length;
        readable += length;
        if (receiver.discards()) {
            bytes.discard(readable);
            readable = 0;
        }
        sender.roomForWriting();
        receiver.arrivedBytes();
        transmit();
    }

    private void arrivedEnd() {
        recorder.record(Kind.END, wire.link().name());
        endArrived = true;
        receiver.arrivedEnd();
    }

    private int waiting() {
        return bytes.size() - readable - travelling;
    }
}
