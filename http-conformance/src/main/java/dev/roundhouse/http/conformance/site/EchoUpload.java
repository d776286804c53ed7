package dev.roundhouse.http.conformance.site;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Responds with the request body. */
final class EchoUpload implements Upload {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @Override
    public void receive(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        received.writeBytes(copy);
    }

    @Override
    public Response finish() {
        Headers headers = Headers.of("Content-Type", "application/octet-stream");
        return new Response(Status.OK, headers, Body.of(ByteBuffer.wrap(received.toByteArray())));
    }
}
