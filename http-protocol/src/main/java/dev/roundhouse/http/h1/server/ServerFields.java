package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.codec.FieldLineWriter;
import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.semantics.HttpDate;
import java.util.function.LongSupplier;

/**
 * The end of every response head: {@code Date} (RFC 9110 §6.6.1), {@code Server} (§10.2.4), the fields of every
 * response, {@code Connection} and the empty line, formatted once a second. May be shared by any number of connections and threads.
 */
public final class ServerFields {
    private final LongSupplier epochSeconds;
    private final String lines;

    /** A racy cache of one immutable value: a thread that loses the race formats it again. */
    private volatile EncodedFields cached = new EncodedFields(Long.MIN_VALUE, "", "");

    /** The ends of heads in one second. */
    private static final class EncodedFields {
        private final long second;
        private final byte[] implicitKeepAlive;
        private final byte[] explicitKeepAlive;
        private final byte[] close;

        private EncodedFields(long second, String date, String otherLines) {
            String lines = "Date: " + date + "\r\n" + otherLines;
            this.second = second;
            this.implicitKeepAlive = HttpGrammar.encode(lines + "\r\n");
            this.explicitKeepAlive = HttpGrammar.encode(lines + "Connection: keep-alive\r\n\r\n");
            this.close = HttpGrammar.encode(lines + "Connection: close\r\n\r\n");
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
        StringBuilder text = new StringBuilder(server.isEmpty() ? "" : "Server: " + server + "\r\n");
        FieldLineWriter.append(text, ofEveryResponse);
        this.lines = text.toString();
    }

    /**
     * The end of a head.
     *
     * @param explicitKeepAlive whether to send keep-alive explicitly, to a client of HTTP/1.0
     */
    byte[] encode(Persistence persistence, boolean explicitKeepAlive) {
        EncodedFields encodedFields = current();
        if (persistence == Persistence.CLOSE) {
            return encodedFields.close;
        }
        return explicitKeepAlive ? encodedFields.explicitKeepAlive : encodedFields.implicitKeepAlive;
    }

    private EncodedFields current() {
        long second = epochSeconds.getAsLong();
        EncodedFields encodedFields = cached;
        if (encodedFields.second != second) {
            encodedFields = new EncodedFields(second, HttpDate.format(second), lines);
            cached = encodedFields;
        }
        return encodedFields;
    }
}
