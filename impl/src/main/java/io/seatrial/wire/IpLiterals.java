package io.seatrial.wire;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Numeric IP addresses, as strictly as the model reads them, and without asking a resolver. */
final class IpLiterals {

    private static final int IPV4_PARTS = 4;

    private IpLiterals() {}

    /** Returns the address of an IPv4 literal: four decimal numbers without leading zeros; {@code null} for any other text. */
    static @Nullable InetAddress ipv4(String text) {
        byte[] address = new byte[IPV4_PARTS];
        int from = 0;
        for (int part = 0; part < IPV4_PARTS; part++) {
            int dot = part == IPV4_PARTS - 1 ? text.length() : text.indexOf('.', from);
            int value = dot < 0 ? -1 : number(text, from, dot, 255);
            if (value < 0 || (text.charAt(from) == '0' && dot - from > 1)) {
                return null;
            }
            address[part] = (byte) value;
            from = dot + 1;
        }
        return ofBytes(address);
    }

    /** Returns the address of an IPv6 literal without brackets and scope; {@code null} for any other text. */
    static @Nullable InetAddress ipv6(String text) {
        boolean plain = text.indexOf(':') >= 0 && text.indexOf('%') < 0 && text.indexOf('[') < 0;
        byte[] address =
                plain && NetUtil.isValidIpV6Address(text) ? NetUtil.createByteArrayFromIpAddressString(text) : null;
        return address == null ? null : ofBytes(address);
    }

    /** Returns the port that a text of decimal digits stands for, or -1 if it is none. */
    static int port(String text) {
        return number(text, 0, text.length(), 0xFFFF);
    }

    private static int number(String text, int from, int to, int max) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
            if (value > max) {
                return -1;
            }
        }
        return to > from ? value : -1;
    }

    private static InetAddress ofBytes(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of " + address.length + " bytes", e);
        }
    }
}
