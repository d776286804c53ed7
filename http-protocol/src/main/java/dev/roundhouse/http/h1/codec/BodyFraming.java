package dev.roundhouse.http.h1.codec;

/** How the end of a body is found. Decided once per message, by {@link FramingRules}. */
public sealed interface BodyFraming {
    /**
     * By its length. RFC 9112 §6.2
     *
     * @param bytes 0 or more; 0 is also how a message without a body is framed
     */
    record FixedLength(long bytes) implements BodyFraming {
        static final FixedLength NONE = new FixedLength(0);
    }

    /** By the last chunk. RFC 9112 §7.1 */
    record Chunked() implements BodyFraming {}

    /** By the end of the connection: responses only. RFC 9112 §6.3 rule 8 */
    record CloseDelimited() implements BodyFraming {}

    /** Whether there is no body, or an empty one. */
    default boolean isEmpty() {
        return this instanceof FixedLength fixedLength && fixedLength.bytes() == 0;
    }
}
