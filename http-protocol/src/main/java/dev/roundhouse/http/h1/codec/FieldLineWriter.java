package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.message.Headers;

/** Writes field lines (RFC 9112 §5): of a request or a response. */
public final class FieldLineWriter {
    private FieldLineWriter() {}

    /** Appends each header as {@code name: value} and CR LF. */
    public static void append(StringBuilder head, Headers headers) {
        for (Headers.FieldLine fieldLine : headers) {
            head.append(fieldLine.name()).append(": ").append(fieldLine.value()).append("\r\n");
        }
    }
}
