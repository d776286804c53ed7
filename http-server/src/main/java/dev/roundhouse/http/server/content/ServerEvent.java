package dev.roundhouse.http.server.content;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A server-sent event, encoded as the WHATWG HTML standard describes it (§9.2). It is encoded once, and can be sent to any number
 * of clients.
 *
 * <pre>{@code
 * ServerEvent.of("{\"price\":17}");
 * ServerEvent.builder().id("42").name("price").data("first line\nsecond line").build();
 * }</pre>
 */
public final class ServerEvent {
    private final byte[] encoded;

    private ServerEvent(String text) {
        this.encoded = text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns an event that consists of data: of one or more lines. */
    public static ServerEvent of(String data) {
        return builder().data(data).build();
    }

    /**
     * Returns a comment, which the client ignores: it keeps the connection open through proxies, and shows whether the client is
     * still there.
     *
     * @param text may be empty, and have several lines
     */
    public static ServerEvent comment(String text) {
        StringBuilder lines = new StringBuilder();
        appendLines(lines, ":", text);
        return new ServerEvent(lines.append('\n').toString());
    }

    /** Starts to build an event. */
    public static EventBuilder builder() {
        return new EventBuilder();
    }

    /** The encoded event, which must not be changed. */
    byte[] encoded() {
        return encoded;
    }

    /** The encoded event as a text. */
    @Override
    public String toString() {
        return new String(encoded, StandardCharsets.UTF_8);
    }

    /** Splits at the three line ends of the format: CR LF, LF and CR. */
    private static void appendLines(StringBuilder lines, String prefix, String text) {
        for (String line : text.split("\r\n|\n|\r", -1)) {
            lines.append(prefix).append(line).append('\n');
        }
    }

    /** Builds an event. An event without data is not dispatched by the client, but its id and retry time take effect. */
    public static final class EventBuilder {
        private final StringBuilder lines = new StringBuilder();

        private EventBuilder() {}

        /**
         * The id, which the client sends as {@code Last-Event-ID} when it connects again.
         *
         * @throws IllegalArgumentException for a line end or NUL
         */
        public EventBuilder id(String id) {
            return field("id", id);
        }

        /**
         * The name, by which a client selects its listener; without it, {@code message}.
         *
         * @throws IllegalArgumentException for a line end or NUL
         */
        public EventBuilder name(String name) {
            return field("event", name);
        }

        /** The data, of any number of lines. A client gets LF for each kind of line end. */
        public EventBuilder data(String data) {
            appendLines(lines, "data: ", data);
            return this;
        }

        /** How long the client waits before it connects again. */
        public EventBuilder retry(Duration duration) {
            return field("retry", Long.toString(duration.toMillis()));
        }

        private EventBuilder field(String field, String value) {
            if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
                throw new IllegalArgumentException("the field " + field + " of an event must be one line without NUL");
            }
            lines.append(field).append(": ").append(value).append('\n');
            return this;
        }

        /** Returns the event. */
        public ServerEvent build() {
            return new ServerEvent(lines + "\n");
        }
    }
}
