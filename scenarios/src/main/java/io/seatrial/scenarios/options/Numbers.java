package io.seatrial.scenarios.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers within bounds, for options that take no others. */
public final class Numbers {

    private static final int LARGEST_PORT = 65535;

    private Numbers() {}

    /** A number from 1 on. */
    public static final class Positive implements ITypeConverter<Integer> {

        /** Creates the converter, for the command line. */
        public Positive() {}

        @Override
        public Integer convert(String text) {
            return within(text, 1, Integer.MAX_VALUE, "a whole number from 1 on");
        }
    }

    /** A number from 0 on. */
    public static final class NotNegative implements ITypeConverter<Integer> {

        /** Creates the converter, for the command line. */
        public NotNegative() {}

        @Override
        public Integer convert(String text) {
            return within(text, 0, Integer.MAX_VALUE, "a whole number from 0 on");
        }
    }

    /** A port, or 0. */
    public static final class Port implements ITypeConverter<Integer> {

        /** Creates the converter, for the command line. */
        public Port() {}

        @Override
        public Integer convert(String text) {
            return within(text, 0, LARGEST_PORT, "a port from 0 to " + LARGEST_PORT);
        }
    }

    private static int within(String text, int least, int most, String what) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as any other text
        }
        throw new TypeConversionException("'" + text + "' is not " + what);
    }
}
