package io.seatrial.chaos.fault;

import java.time.Duration;

/**
 * Bytes take longer. Each piece that is read (up to 32 KiB) waits until it is {@code delay} plus its own jitter old; a piece never passes
 * the one before it, and waits run side by side, so that throughput stays. The sender sees nothing until about a thousand pieces wait;
 * the receiver reads the same bytes later. The end of the stream waits for the bytes before it and no longer.
 *
 * @param delay how old a piece must be
 * @param jitter the unit of {@code distribution}
 * @param distribution how delays spread
 */
public record Latency(Duration delay, Duration jitter, Distribution distribution) implements Fault {

    /**
     * Checks the times.
     *
     * @throws FaultException if one is negative
     */
    public Latency {
        Check.notNegative(delay, "The delay of latency");
        Check.notNegative(jitter, "The jitter of latency");
    }

    /** Returns a latency without jitter. */
    public static Latency of(Duration delay) {
        return new Latency(delay, Duration.ZERO, Distribution.UNIFORM);
    }

    static Latency read(AttributeReader in) {
        return new Latency(in.millis("latency"), in.millis("jitter"), in.choice("distribution", Distribution.UNIFORM));
    }

    @Override
    public String type() {
        return "latency";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        Attributes out = Attributes.none().millis("latency", delay).millis("jitter", jitter);
        return distribution == Distribution.UNIFORM ? out : out.text("distribution", distribution.text());
    }

    /** Returns the next delay. */
    public Duration draw(Draws draws) {
        double added = jitter.isZero() ? 0 : distribution.draw(draws) * jitter.toNanos();
        return Duration.ofNanos(Math.max(0, delay.toNanos() + (long) added));
    }
}
