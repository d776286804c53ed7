package dev.roundhouse.http.lab.server;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.client.Http2ClientConnection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.ResponseHead;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** One request over HTTP/2 on a connection of its own, to find out whether a server supports that. */
final class Http2Probe implements ResponseListener {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Http2ClientConnection connection;
    private int status;
    private boolean isEnded;

    private Http2Probe(String scheme) {
        this.connection =
                new Http2ClientConnection(scheme, Http2Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE)));
    }

    /**
     * Sends a request.
     *
     * @param socket on which the client begins with HTTP/2
     * @return the status of the response; 0 if the server does not support HTTP/2
     */
    static int status(Socket socket, String scheme, String authority, String target) throws IOException {
        Http2Probe probe = new Http2Probe(scheme);
        probe.connection.send(Request.get(authority, target), Body.empty(), probe);
        probe.exchange(socket);
        return probe.status;
    }

    private void exchange(Socket socket) throws IOException {
        byte[] bytes = new byte[BUFFER_BYTES];
        while (!isEnded) {
            while (!connection.output().isEmpty()) {
                int count = connection.output().copyTo(ByteBuffer.wrap(bytes));
                socket.getOutputStream().write(bytes, 0, count);
                connection.markSent(count);
            }
            int count = socket.getInputStream().read(bytes);
            if (count < 0) {
                connection.receiveEof();
            } else {
                connection.receive(ByteBuffer.wrap(bytes, 0, count));
            }
        }
    }

    @Override
    public void onHead(ResponseHead head) {
        status = head.status().code();
    }

    @Override
    public void onContent(ByteBuffer data) {
        // The load is verified, not the probe.
    }

    @Override
    public void onComplete() {
        isEnded = true;
    }

    @Override
    public void onFailure(String reason) {
        isEnded = true;
        status = 0;
    }
}
