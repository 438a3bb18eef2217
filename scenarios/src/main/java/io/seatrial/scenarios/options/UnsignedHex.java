package io.seatrial.scenarios.options;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An unsigned 64-bit number in hex, as instance ids are printed. */
public final class UnsignedHex implements ITypeConverter<Long> {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{1,16}");

    /** Creates the converter, for the command line. */
    public UnsignedHex() {}

    @Override
    public Long convert(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not a number of 1 to 16 hex digits, as 1f00");
        }
        return Long.parseUnsignedLong(text, 16);
    }
}
