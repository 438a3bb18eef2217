package io.seatrial.chaos.json;

import java.math.BigDecimal;
import java.math.MathContext;

/** Writes compact JSON, byte for byte as Toxiproxy's server does. */
public final class JsonWriter {

    /** The most digits that a 32-bit number needs to be read back as itself. */
    private static final int FLOAT_DIGITS = 9;

    private static final float SMALLEST_PLAIN = 1e-6f;
    private static final float LARGEST_PLAIN = 1e21f;

    private final StringBuilder out = new StringBuilder();
    private boolean first = true;

    /** Creates an empty text. */
    public JsonWriter() {}

    /** Begins an object. */
    public JsonWriter beginObject() {
        return begin('{');
    }

    /** Ends an object. */
    public JsonWriter endObject() {
        return end('}');
    }

    /** Begins an array. */
    public JsonWriter beginArray() {
        return begin('[');
    }

    /** Ends an array. */
    public JsonWriter endArray() {
        return end(']');
    }

    /** Writes the name of a member; its value comes next. */
    public JsonWriter name(String name) {
        separate();
        JsonText.write(out, name);
        out.append(':');
        first = true;
        return this;
    }

    /** Writes a string. */
    public JsonWriter value(String text) {
        separate();
        JsonText.write(out, text);
        return this;
    }

    /** Writes a whole number. */
    public JsonWriter value(long number) {
        return raw(Long.toString(number));
    }

    /** Writes a truth value. */
    public JsonWriter value(boolean truth) {
        return raw(Boolean.toString(truth));
    }

    /** Writes a 32-bit number with as few digits as it needs. */
    public JsonWriter value(float number) {
        return raw(text(number));
    }

    /** Writes what is JSON already. */
    public JsonWriter raw(String json) {
        separate();
        out.append(json);
        return this;
    }

    /** Returns what was written. */
    @Override
    public String toString() {
        return out.toString();
    }

    private JsonWriter begin(char bracket) {
        separate();
        out.append(bracket);
        first = true;
        return this;
    }

    private JsonWriter end(char bracket) {
        out.append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    /** {@code Float.toString} of JDK 17 writes more digits than some numbers need. */
    private static String text(float number) {
        BigDecimal shortest = new BigDecimal(number);
        for (int digits = 1; digits <= FLOAT_DIGITS; digits++) {
            BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits));
            if (rounded.floatValue() == number) {
                shortest = rounded;
                break;
            }
        }
        float size = Math.abs(number);
        if (size == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN)) {
            return size == 0 ? "0" : shortest.stripTrailingZeros().toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString().replaceAll("0+$", "");
        int exponent = shortest.precision() - shortest.scale() - 1;
        return (number < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e" + (exponent < 0 ? "-" : "+") + (exponent > 0 && exponent < 10 ? "0" : "") + Math.abs(exponent);
    }
}
