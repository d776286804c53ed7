package dev.roundhouse.http.json;

/** Destination of the text of a {@link JsonWriter}. */
@FunctionalInterface
public interface JsonOutput {
    /** Appends the characters of this text from {@code start} to {@code end}, exclusive. */
    void append(String text, int start, int end);

    /** Appends to a string builder. */
    static JsonOutput to(StringBuilder builder) {
        return builder::append;
    }
}
