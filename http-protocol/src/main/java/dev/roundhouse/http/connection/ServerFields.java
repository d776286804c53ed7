package dev.roundhouse.http.connection;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.semantics.HttpDate;
import java.util.function.LongSupplier;

/**
 * The fields that the server adds to every response: {@code Date} (RFC 9110 §6.6.1), {@code Server} (§10.2.4), and those of its
 * configuration. They are encoded once a second for each version of HTTP. May be shared by any number of connections and threads.
 */
public final class ServerFields {
    private final LongSupplier epochSeconds;
    private final Headers constant;

    /** A racy cache of immutable values: a thread that loses the race encodes them again. */
    private volatile EncodedFields<?> cached = new EncodedFields<>(Long.MIN_VALUE, null, "", null);

    /**
     * Encodes the fields in the message format of one version of HTTP. There is one instance for each format.
     *
     * @param <T> the encoded fields; not changed after they were returned
     */
    public interface Encoder<T> {
        /** Encodes the fields. */
        T encode(Headers fields);
    }

    /** The encoded fields of one second, in one format. */
    private static final class EncodedFields<T> {
        private final long second;
        private final Encoder<T> encoder;
        private final T value;

        /** Of the same second, in other formats; null when there is none. */
        private final EncodedFields<?> next;

        private EncodedFields(long second, Encoder<T> encoder, T value, EncodedFields<?> next) {
            this.second = second;
            this.encoder = encoder;
            this.value = value;
            this.next = next;
        }
    }

    /**
     * Creates the fields.
     *
     * @param epochSeconds the time of day, in seconds since 1970
     * @param server the product, as RFC 9110 §10.2.4 writes it, or empty: then no Server field is sent
     */
    public ServerFields(LongSupplier epochSeconds, String server) {
        this(epochSeconds, server, Headers.EMPTY);
    }

    /**
     * Creates the fields.
     *
     * @param epochSeconds the time of day, in seconds since 1970
     * @param server the product, as RFC 9110 §10.2.4 writes it, or empty: then no Server field is sent
     * @param ofEveryResponse the fields that every response has, also one to a malformed request
     */
    public ServerFields(LongSupplier epochSeconds, String server, Headers ofEveryResponse) {
        if (!HttpGrammar.isFieldValue(server)) {
            throw new IllegalArgumentException("invalid Server field value: " + server);
        }
        this.epochSeconds = epochSeconds;
        Headers.Builder fields = Headers.builder();
        if (!server.isEmpty()) {
            fields.add(FieldName.SERVER, server);
        }
        this.constant = fields.addAll(ofEveryResponse).build();
    }

    /**
     * Returns the fields of this second in the format of the encoder.
     *
     * @param encoder the only instance for its format
     */
    @SuppressWarnings("unchecked") // The encoder that is compared made the value.
    public <T> T encoded(Encoder<T> encoder) {
        long second = epochSeconds.getAsLong();
        EncodedFields<?> newest = cached;
        if (newest.second == second) {
            for (EncodedFields<?> fields = newest; fields != null; fields = fields.next) {
                if (fields.encoder == encoder) {
                    return (T) fields.value;
                }
            }
        }
        T value = encoder.encode(fields(second));
        cached = new EncodedFields<>(second, encoder, value, newest.second == second ? newest : null);
        return value;
    }

    private Headers fields(long second) {
        return Headers.builder()
                .add(FieldName.DATE, HttpDate.format(second))
                .addAll(constant)
                .build();
    }
}
