package io.seatrial.chaos.fault;

import java.util.Locale;

/**
 * How {@link Latency} spreads its delays. Each draw is a number of jitters that is added to the delay; a sum below zero is taken as zero.
 * The guide on faults shows each as a histogram.
 */
public enum Distribution {
    /** Anywhere from one jitter less to one jitter more, all alike: what Toxiproxy does. */
    UNIFORM {
        @Override
        public double draw(Draws draws) {
            return 2 * draws.unit() - 1;
        }
    },

    /** The bell curve; the jitter is its standard deviation. */
    NORMAL {
        @Override
        public double draw(Draws draws) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - draws.unit()));
            return radius * StrictMath.cos(2 * StrictMath.PI * draws.unit());
        }
    },

    /** Never less than the delay; what is added has the jitter as its mean, and half of it is below 0.7 jitters. */
    EXPONENTIAL {
        @Override
        public double draw(Draws draws) {
            return -StrictMath.log(1 - draws.unit());
        }
    },

    /** Never less than the delay, mostly little more, and now and then very much: a heavy tail (Lomax, shape 3) with the jitter as mean. */
    PARETO {
        @Override
        public double draw(Draws draws) {
            return 2 * (StrictMath.pow(1 - draws.unit(), -1.0 / 3) - 1);
        }
    };

    /** Returns the next number of jitters. */
    public abstract double draw(Draws draws);

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
