package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The names of files in Dynamo's file store (dynamo-manager.md 5.11.1): the key of the entry, percent-encoded. */
final class EntryName {

    /** What the name of a file begins with while it is being written. */
    static final String TEMP_PREFIX = ".tmp_";

    /** Longest name of a file that the usual file systems allow, in bytes. */
    static final int MAX_BYTES = 255;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private EntryName() {}

    static String of(EndpointId id) {
        return encode(id.path());
    }

    static boolean isTemp(String fileName) {
        return fileName.startsWith(TEMP_PREFIX);
    }

    /** Returns whether a name is one of the spellings of an identity: escapes and the instance's hex in either case. */
    static boolean spells(String fileName, EndpointId id) {
        String key = decode(fileName);
        String prefix = id.name().path() + "/";
        if (!key.startsWith(prefix)) {
            return false;
        }
        try {
            return Long.parseUnsignedLong(key.substring(prefix.length()), 16) == id.instanceId();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Encodes every byte of UTF-8 but ASCII letters and digits. */
    static String encode(String key) {
        StringBuilder name = new StringBuilder(key.length() * 2);
        for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
            if ((each >= '0' && each <= '9') || (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z')) {
                name.append((char) each);
            } else {
                name.append('%').append(HEX.toHexDigits(each));
            }
        }
        return name.toString();
    }

    /** Decodes leniently: what is no escape stays as it is, and bytes that are not UTF-8 become U+FFFD. */
    static String decode(String fileName) {
        byte[] bytes = fileName.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream key = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean escape = bytes[i] == '%'
                    && i + 2 < bytes.length
                    && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2]);
            if (escape) {
                key.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                key.write(bytes[i]);
            }
        }
        return key.toString(StandardCharsets.UTF_8);
    }
}
