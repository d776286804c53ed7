package dev.roundhouse.http.conformance.site;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Responds with the length and the checksum of the request body. */
final class ChecksumUpload implements Upload {
    private final CRC32 checksum = new CRC32();
    private long byteCount;

    @Override
    public void receive(ByteBuffer input) {
        byteCount += input.remaining();
        checksum.update(input);
    }

    @Override
    public Response finish() {
        return Response.plain(
                Status.OK, byteCount + " bytes, CRC-32 " + HexFormat.of().toHexDigits((int) checksum.getValue()));
    }
}
