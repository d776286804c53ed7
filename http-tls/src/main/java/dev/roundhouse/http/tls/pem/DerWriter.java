package dev.roundhouse.http.tls.pem;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Encodes values as DER elements. ITU-T X.690 */
public final class DerWriter {
    /** The tag of BIT STRING. */
    public static final int BIT_STRING = 0x03;

    /** The tag of OCTET STRING. */
    public static final int OCTET_STRING = 0x04;

    /** The tag of OBJECT IDENTIFIER. */
    public static final int OBJECT_IDENTIFIER = 0x06;

    /** The tag of UTF8String. */
    public static final int UTF8_STRING = 0x0C;

    /** The tag of UTCTime. */
    public static final int UTC_TIME = 0x17;

    /** The tag of GeneralizedTime. */
    public static final int GENERALIZED_TIME = 0x18;

    /** The tag of SEQUENCE. */
    public static final int SEQUENCE = 0x30;

    /** The tag of SET. */
    public static final int SET = 0x31;

    /** Of a context-specific, constructed element; the number is added. */
    public static final int CONTEXT_CONSTRUCTED = 0xA0;

    /** Of a context-specific, primitive element; the number is added. */
    public static final int CONTEXT_PRIMITIVE = 0x80;

    private DerWriter() {}

    /** The elements in their order. */
    public static byte[] sequence(byte[]... elements) {
        return element(SEQUENCE, elements);
    }

    /** A number, in the fewest bytes. */
    public static byte[] integer(BigInteger value) {
        return element(0x02, value.toByteArray());
    }

    /** A number, in the fewest bytes. */
    public static byte[] integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    /** The boolean value true. */
    public static byte[] trueValue() {
        return element(0x01, new byte[] {(byte) 0xFF});
    }

    /** A string of bytes, which can be an encoded element. */
    public static byte[] byteString(byte[] content) {
        return element(OCTET_STRING, content);
    }

    /** A string of bits whose count is a multiple of 8. */
    public static byte[] bitString(byte[] content) {
        return element(BIT_STRING, new byte[] {0}, content);
    }

    /** A string with names for its bits, at most 8: trailing zero bits are left out. X.690 §11.2.2 */
    public static byte[] namedBits(int bits) {
        return element(BIT_STRING, new byte[] {(byte) Integer.numberOfTrailingZeros(bits), (byte) bits});
    }

    /** A text in UTF-8, or in ASCII where the tag demands it. */
    public static byte[] text(int tag, String text) {
        return element(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An object identifier in dotted notation, such as {@code 2.5.4.3}. */
    public static byte[] objectIdentifier(String dotted) {
        String[] parts = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        writeBase128(content, 40 * Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]));
        for (int part = 2; part < parts.length; part++) {
            writeBase128(content, Integer.parseInt(parts[part]));
        }
        return element(OBJECT_IDENTIFIER, content.toByteArray());
    }

    private static void writeBase128(ByteArrayOutputStream target, int value) {
        int groups = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7);
        for (int group = groups - 1; group >= 0; group--) {
            int bits = (value >>> (7 * group)) & 0x7F;
            target.write(group == 0 ? bits : 0x80 | bits);
        }
    }

    /** An element with a tag, a length, and the parts as its content. */
    public static byte[] element(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream(length + 6);
        element.write(tag);
        if (length < 0x80) {
            element.write(length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            element.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                element.write(length >>> shift);
            }
        }
        for (byte[] part : parts) {
            element.writeBytes(part);
        }
        return element.toByteArray();
    }
}
