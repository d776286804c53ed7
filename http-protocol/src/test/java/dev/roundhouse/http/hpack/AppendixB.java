package dev.roundhouse.http.hpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Huffman code as the RFC lists it, and a decoder that follows its text bit by bit. */
final class AppendixB {
    static final int EOS = 256;

    /** The code of each symbol as zeros and ones, EOS last. */
    static final List<String> CODES = read();

    private static final Map<String, Integer> SYMBOLS = symbols();

    private AppendixB() {}

    private static List<String> read() {
        try (InputStream file = AppendixB.class.getResourceAsStream("huffman-code.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 3))
                    .map(parts -> bits(Integer.parseInt(parts[1], 16), Integer.parseInt(parts[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> symbols() {
        Map<String, Integer> symbols = new HashMap<>();
        for (int symbol = 0; symbol < CODES.size(); symbol++) {
            symbols.put(CODES.get(symbol), symbol);
        }
        return symbols;
    }

    private static String bits(int value, int length) {
        String digits = Integer.toBinaryString(value);
        return "0".repeat(length - digits.length()) + digits;
    }

    /** The bytes of a text, padded with the first bits of EOS. */
    static byte[] encode(String text) {
        StringBuilder bits = new StringBuilder();
        text.chars().forEach(symbol -> bits.append(CODES.get(symbol)));
        return toBytes(bits.append("1".repeat(-bits.length() & 7)));
    }

    /** The bytes of zeros and ones, whose number is a multiple of eight. */
    static byte[] toBytes(CharSequence bits) {
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] =
                    (byte) Integer.parseInt(bits.subSequence(8 * i, 8 * i + 8).toString(), 2);
        }
        return bytes;
    }

    /** Decodes a string. RFC 7541 §5.2 */
    static String decode(byte[] bytes, int from, int to) throws HpackException {
        StringBuilder text = new StringBuilder();
        StringBuilder code = new StringBuilder();
        for (int i = from; i < to; i++) {
            for (char bit : bits(bytes[i] & 0xFF, 8).toCharArray()) {
                Integer symbol = SYMBOLS.get(code.append(bit).toString());
                if (symbol != null) {
                    if (symbol == EOS) {
                        throw new HpackException(HpackError.EOS_IN_STRING);
                    }
                    text.append((char) symbol.intValue());
                    code.setLength(0);
                }
            }
        }
        if (code.length() > 7 || code.indexOf("0") >= 0) {
            throw new HpackException(HpackError.PADDING_INVALID);
        }
        return text.toString();
    }
}
