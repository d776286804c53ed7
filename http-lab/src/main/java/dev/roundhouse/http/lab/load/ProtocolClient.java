package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.client.Http1ClientConnection;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.client.Http2ClientConnection;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.HttpProtocol;
import java.nio.ByteBuffer;

/** The HTTP of one connection, of either version. */
interface ProtocolClient {
    /** Creates the client for a new socket. */
    static ProtocolClient of(HttpProtocol protocol) {
        return switch (protocol) {
            case HTTP_1_1 -> new Http1Client(new Http1ClientConnection(Http1Client.LIMITS));
            // The scheme of a request is in its encoded block.
            case HTTP_2 -> new Http2Client(new Http2ClientConnection("http", Http2Client.LIMITS));
        };
    }

    /** Adds a request to the output. */
    void send(InFlightRequest request);

    /** Whether further requests may be sent. */
    boolean isOpen();

    /** Whether no response will follow those that are complete. */
    boolean isAtEnd();

    /** What is to be sent. */
    Output output();

    /** Bytes of the output were sent. */
    void markSent(long count);

    /** Bytes were received; all of them are consumed. */
    void receive(ByteBuffer bytes);

    /** The server has ended the connection. */
    void receiveEof();

    /** HTTP/1.1. */
    record Http1Client(Http1ClientConnection http) implements ProtocolClient {
        private static final Http1Limits LIMITS = Http1Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE));

        @Override
        public void send(InFlightRequest request) {
            http.send(request.request().request(), request);
        }

        @Override
        public boolean isOpen() {
            return http.isOpen();
        }

        @Override
        public boolean isAtEnd() {
            return !http.isOpen();
        }

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

    /** HTTP/2. */
    record Http2Client(Http2ClientConnection http) implements ProtocolClient {
        /** Windows that are never full, as those of browsers: 16 MiB for a stream. */
        private static final Http2Limits LIMITS =
                Http2Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE)).withWindowBytes(Http2Limits.MAX_WINDOW);

        @Override
        public void send(InFlightRequest request) {
            http.send(request.request().block(), request);
        }

        @Override
        public boolean isOpen() {
            return http.isOpen();
        }

        @Override
        public boolean isAtEnd() {
            return !http.isOpen() && http.pendingCount() == 0;
        }

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
}
