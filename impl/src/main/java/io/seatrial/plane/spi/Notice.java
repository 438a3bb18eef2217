package io.seatrial.plane.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * Something an operator should be able to read. Notices are logged, and a testkit can listen to them without a logging library.
 *
 * @param level how loud
 * @param message the text, without the fields
 * @param fields what the text speaks of, in order, e.g. {@code existing_port=41873}
 */
public record Notice(Level level, String message, Map<String, Object> fields) {

    /** Creates a notice and keeps the order of its fields. */
    public Notice {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Creates a notice from alternating names and values. */
    public static Notice of(Level level, String message, Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Notice(level, message, fields);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(message);
        fields.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }
}
