package dev.roundhouse.http.json;

import java.util.Optional;

/**
 * Writes JSON texts (RFC 8259), value by value. The writer adds commas, line breaks and escape sequences. The caller calls the
 * methods in the order of the text and closes what it opens; then the writer can write a further text. Not thread-safe.
 */
public final class JsonWriter {
    private static final String HEX_DIGITS = "0123456789abcdef";
    private static final String INDENTATION = "    ";
    private static final int MAX_DEPTH = Long.SIZE - 1;

    private final JsonOutput output;
    private final JsonEscaping escaping;
    private final String colon;
    private final boolean isIndented;

    private int depth;
    /** A bit for each open object and array, the innermost lowest: whether its elements are on lines of their own. */
    private long onLines;
    /** Whether the innermost object or array has no element yet. */
    private boolean isEmpty;
    /** Whether a member's name is written, and its value is next. */
    private boolean isAfterName;

    private JsonWriter(JsonOutput output, JsonEscaping escaping, boolean isIndented) {
        this.output = output;
        this.escaping = escaping;
        this.isIndented = isIndented;
        this.colon = isIndented ? " : " : ":";
    }

    /** A writer without white space, except for the line breaks of {@link #beginLines}. */
    public static JsonWriter compact(JsonOutput output, JsonEscaping escaping) {
        return new JsonWriter(output, escaping, false);
    }

    /** A writer with each element on a line of its own, indented by four spaces per level. */
    public static JsonWriter indented(JsonOutput output, JsonEscaping escaping) {
        return new JsonWriter(output, escaping, true);
    }

    /** Opens an object. */
    public JsonWriter beginObject() {
        return begin("{", isIndented);
    }

    /** Closes the innermost object. */
    public JsonWriter endObject() {
        return end("}");
    }

    /** Opens an array. */
    public JsonWriter beginArray() {
        return begin("[", isIndented);
    }

    /** Opens an array with each element on a line of its own. */
    public JsonWriter beginLines() {
        return begin("[", true);
    }

    /** Closes the innermost array. */
    public JsonWriter endArray() {
        return end("]");
    }

    /** Writes the name of a member; its value is next. */
    public JsonWriter name(String name) {
        separate();
        quote(name);
        append(colon);
        isAfterName = true;
        return this;
    }

    /** Writes a string. */
    public JsonWriter value(String text) {
        separate();
        quote(text);
        return this;
    }

    /** Writes a number. */
    public JsonWriter value(long number) {
        return literal(Long.toString(number));
    }

    /** Writes {@code true} or {@code false}. */
    public JsonWriter value(boolean value) {
        return literal(value ? "true" : "false");
    }

    /** Writes {@code null}. */
    public JsonWriter nullValue() {
        return literal("null");
    }

    /** Writes a member with a string. */
    public JsonWriter member(String name, String text) {
        return name(name).value(text);
    }

    /** Writes a member with a string, or with {@code null} if it is empty. */
    public JsonWriter member(String name, Optional<String> text) {
        name(name);
        return text.isPresent() ? value(text.get()) : nullValue();
    }

    /** Writes a member with a number. */
    public JsonWriter member(String name, long number) {
        return name(name).value(number);
    }

    /** Writes a member with {@code true} or {@code false}. */
    public JsonWriter member(String name, boolean value) {
        return name(name).value(value);
    }

    private JsonWriter begin(String bracket, boolean isOnLines) {
        if (depth == MAX_DEPTH) {
            throw new IllegalStateException("more than " + MAX_DEPTH + " objects and arrays are open");
        }
        separate();
        append(bracket);
        depth++;
        onLines = onLines << 1 | (isOnLines ? 1 : 0);
        isEmpty = true;
        return this;
    }

    private JsonWriter end(String bracket) {
        if (depth == 0) {
            throw new IllegalStateException("no object or array is open");
        }
        boolean wasOnLines = isOnLines();
        depth--;
        onLines >>>= 1;
        if (wasOnLines && !isEmpty) {
            breakLine();
        }
        append(bracket);
        isEmpty = false;
        return this;
    }

    private JsonWriter literal(String text) {
        separate();
        append(text);
        return this;
    }

    /** Writes what is between the previous element and the next one. */
    private void separate() {
        if (isAfterName || depth == 0) {
            isAfterName = false;
            return;
        }
        if (!isEmpty) {
            append(",");
        }
        if (isOnLines()) {
            breakLine();
        }
        isEmpty = false;
    }

    private boolean isOnLines() {
        return (onLines & 1) != 0;
    }

    private void breakLine() {
        append("\n");
        if (isIndented) {
            for (int i = 0; i < depth; i++) {
                append(INDENTATION);
            }
        }
    }

    private void quote(String text) {
        append("\"");
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (escaping.isEscaped(text, i)) {
                output.append(text, start, i);
                escape(text, i);
                start = i + 1;
            }
        }
        output.append(text, start, text.length());
        append("\"");
    }

    private void escape(String text, int index) {
        char character = text.charAt(index);
        if (character == '"' || character == '\\') {
            append("\\");
            output.append(text, index, index + 1);
            return;
        }
        append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = character >> shift & 0xF;
            output.append(HEX_DIGITS, digit, digit + 1);
        }
    }

    private void append(String text) {
        output.append(text, 0, text.length());
    }
}
