package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.tls.TlsClientConnection;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What a client connection sends and receives by its socket: the bytes of HTTP, or TLS records with them. */
interface ConnectionBytes {
    /** What is to be sent. */
    Output output();

    /** Bytes of the output were sent. */
    void markSent(long count) throws IOException;

    /** Bytes were received; all of them are consumed. */
    void receive(ByteBuffer bytes) throws IOException;

    /** The server has ended the connection. */
    void receiveEof();

    /** Without TLS. */
    record PlainBytes(ProtocolClient http) implements ConnectionBytes {
        @Override
        public Output output() {
            return http.output();
        }

        @Override
        public void markSent(long count) {
            http.markSent(count);
        }

        @Override
        public void receive(ByteBuffer bytes) {
            http.receive(bytes);
        }

        @Override
        public void receiveEof() {
            http.receiveEof();
        }
    }

    /** With TLS. */
    record SecuredBytes(ProtocolClient http, TlsClientConnection tls) implements ConnectionBytes {
        @Override
        public Output output() {
            return tls.output();
        }

        @Override
        public void markSent(long count) throws IOException {
            http.markSent(tls.markSent(count));
        }

        @Override
        public void receive(ByteBuffer bytes) throws IOException {
            tls.receive(bytes);
        }

        /** Without close_notify too: all responses have a length, so that a truncated one is recognized. */
        @Override
        public void receiveEof() {
            http.receiveEof();
        }
    }
}
