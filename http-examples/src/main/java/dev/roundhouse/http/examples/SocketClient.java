package dev.roundhouse.http.examples;

import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.client.Http1ClientConnection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Uses the client side of http-protocol with a plain socket. */
public final class SocketClient {
    private SocketClient() {}

    /** Gets a resource and returns its status line and content as text. */
    public static String get(String host, int port, String path) throws IOException {
        Http1ClientConnection client = new Http1ClientConnection(Http1Limits.DEFAULT);
        ResponseCollector responseCollector = new ResponseCollector();
        client.send(Request.get(host + ":" + port, path), Body.empty(), responseCollector);
        try (Socket socket = new Socket(host, port)) {
            byte[] buffer = new byte[8192];
            while (!client.output().isEmpty()) {
                int count = client.output().copyTo(ByteBuffer.wrap(buffer));
                socket.getOutputStream().write(buffer, 0, count);
                client.markSent(count);
            }
            while (client.pendingCount() > 0) {
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    client.receiveEof();
                } else {
                    client.receive(ByteBuffer.wrap(buffer, 0, count));
                }
            }
        }
        return responseCollector.text.toString(StandardCharsets.UTF_8);
    }

    private static final class ResponseCollector implements ResponseListener {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        @Override
        public void onHead(ResponseHead head) {
            text.writeBytes((head.status() + "\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void onContent(ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            text.writeBytes(bytes);
        }

        @Override
        public void onComplete() {}

        @Override
        public void onFailure(String reason) {
            text.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
        }
    }
}
