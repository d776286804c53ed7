package dev.roundhouse.http.server;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.nio.ByteBuffer;

/** Counts the bytes of a body, and fails at an exclamation mark. */
public final class ReceivedLength implements Upload {
    private long count;

    @Override
    public void receive(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (bytes.get() == '!') {
                throw new IllegalStateException("exclamation mark");
            }
            count++;
        }
    }

    @Override
    public Response finish() {
        if (count == 0) {
            throw new IllegalStateException("no bytes");
        }
        return Response.plain(Status.OK, count + " bytes");
    }
}
