package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame as it is written in a scenario: its name, attributes, fields and further bytes. It can be invalid in any way, so that
 * it is encoded here and not by the server's own code.
 */
final class FrameText {
    private static final Pattern LINE = Pattern.compile("([A-Z_]+)((?: [A-Za-z0-9_.=-]+)*)(?::(?: (.*))?)?");
    private static final Pattern RANGE = Pattern.compile("([0-9]+)\\.\\.([0-9]+)");
    private static final Map<String, Integer> SETTINGS = Map.of(
            "HEADER_TABLE_SIZE", 1,
            "ENABLE_PUSH", 2,
            "MAX_CONCURRENT_STREAMS", 3,
            "INITIAL_WINDOW_SIZE", 4,
            "MAX_FRAME_SIZE", 5,
            "MAX_HEADER_LIST_SIZE", 6,
            "NO_RFC7540_PRIORITIES", 9);
    private static final Map<String, Integer> FLAGS = Map.of(
            "end_stream", Flags.END_STREAM,
            "end_headers", Flags.END_HEADERS,
            "ack", Flags.ACK);

    /** The numbers that a payload may begin with, in their order. */
    private static final List<String> NUMBERS = List.of("promised", "of", "last", "code", "increment");

    private final String name;
    private final Map<String, String> attributes = new HashMap<>();
    private final StringBuilder settings = new StringBuilder();
    private final StringBuilder block = new StringBuilder();
    private final String payload;
    private int flags;

    private FrameText(String name, String payload) {
        this.name = name;
        this.payload = payload;
    }

    /** Parses {@code NAME attribute attribute=value: payload}. */
    static FrameText parse(String text, Notation notation) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException(
                    "a frame is written as NAME attribute attribute=value: payload, not " + text);
        }
        FrameText frame = new FrameText(line.group(1), line.group(3) == null ? "" : notation.decode(line.group(3)));
        for (String attribute : line.group(2).strip().split(" ", -1)) {
            frame.addAttribute(attribute);
        }
        frame.type();
        return frame;
    }

    private void addAttribute(String text) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? text : text.substring(0, equals);
        if (equals >= 0 && !Character.isLowerCase(key.charAt(0))) {
            settings.append(number(settingId(key), 2)).append(number(parseNumber(text.substring(equals + 1)), 4));
        } else if (equals >= 0) {
            attributes.put(key, text.substring(equals + 1));
        } else if (!text.isEmpty()) {
            flags |= flag(text);
        }
    }

    private static int flag(String text) {
        Integer flag = FLAGS.get(text);
        if (flag == null) {
            throw new IllegalArgumentException("unknown flag; use end_stream, end_headers or ack: " + text);
        }
        return flag;
    }

    static int settingId(String name) {
        Integer known = SETTINGS.get(name);
        return known == null ? (int) parseNumber(name) : known;
    }

    /** A decimal number, or a hexadecimal one that begins with 0x. */
    private static long parseNumber(String text) {
        return Long.decode(text);
    }

    /** Adds a field, as a literal that is neither indexed nor Huffman-encoded (RFC 7541 §6.2.2). */
    void addField(String fieldName, String value) {
        block.append('\0').append(string(fieldName)).append(string(value));
    }

    private static String string(String text) {
        int inPrefix = 0x7F;
        if (text.length() < inPrefix) {
            return (char) text.length() + text;
        }
        StringBuilder length = new StringBuilder().append((char) inPrefix);
        int rest = text.length() - inPrefix;
        while (rest >= 0x80) {
            length.append((char) ((rest & 0x7F) | 0x80));
            rest >>= 7;
        }
        return length.append((char) rest) + text;
    }

    /** Adds bytes of a field block. */
    void addBlock(String bytes) {
        block.append(bytes);
    }

    /** The bytes of the frame, or of several ones that differ in their stream. */
    String encode() {
        StringBuilder bytes = new StringBuilder();
        for (int streamId : streamIds()) {
            bytes.append(encode(streamId));
        }
        return bytes.toString().repeat((int) parseNumber(attributes.getOrDefault("times", "1")));
    }

    private List<Integer> streamIds() {
        String text = attributes.getOrDefault("stream", "0");
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return List.of((int) parseNumber(text));
        }
        List<Integer> ids = new ArrayList<>();
        for (int id = Integer.parseInt(range.group(1)); id <= Integer.parseInt(range.group(2)); id += 2) {
            ids.add(id);
        }
        return ids;
    }

    private String encode(int streamId) {
        int all = flags | (int) parseNumber(attributes.getOrDefault("flags", "0"));
        StringBuilder content = new StringBuilder();
        int padding = (int) parseNumber(attributes.getOrDefault("padding", "0"));
        if (attributes.containsKey("padding")) {
            all |= Flags.PADDED;
            content.append((char) padding);
        }
        if (attributes.containsKey("depends_on")) {
            all |= name.equals("HEADERS") ? Flags.PRIORITY : 0;
            content.append(number(parseNumber(attributes.get("depends_on")), 4)).append('\0');
        }
        for (String number : NUMBERS) {
            if (attributes.containsKey(number)) {
                content.append(number(value(number), 4));
            }
        }
        content.append(settings).append(block).append(payload).append("\0".repeat(padding));
        long length = attributes.containsKey("length") ? parseNumber(attributes.get("length")) : content.length();
        return number(length, 3) + (char) type() + (char) all + number(streamId & 0xFFFF_FFFFL, 4) + content;
    }

    private long value(String number) {
        String text = attributes.get(number);
        return number.equals("code") && Character.isLetter(text.charAt(0))
                ? ErrorCode.valueOf(text).number()
                : parseNumber(text);
    }

    private int type() {
        return name.equals("FRAME")
                ? (int) parseNumber(attributes.getOrDefault("type", "0xEE"))
                : FrameType.valueOf(name).number();
    }

    private static String number(long value, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            text.append((char) (value >> shift & 0xFF));
        }
        return text.toString();
    }
}
