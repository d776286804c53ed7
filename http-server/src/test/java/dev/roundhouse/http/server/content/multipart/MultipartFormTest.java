package dev.roundhouse.http.server.content.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartFormTest {
    private final RecordingForm form = new RecordingForm();

    private Reply receive(String contentType, MultipartLimits limits) {
        Request request = new Request(
                Method.POST,
                RequestTarget.originForm("/"),
                Version.HTTP_1_1,
                Headers.of("Host", "a", "Content-Type", contentType));
        return MultipartForm.receive(request, limits, form);
    }

    private Upload upload() {
        return assertInstanceOf(
                Upload.class, receive("multipart/form-data; boundary=x", MultipartLimits.DEFAULT.withBodyBytes(500)));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static final String PART = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x";

    private static int status(Reply reply) {
        return assertInstanceOf(Response.class, reply).status().code();
    }

    @Test
    void form_is_received() throws IOException {
        Upload upload = upload();
        upload.receive(bytes(PART));
        upload.receive(bytes("--"));

        assertEquals(200, status(upload.finish()));
        assertEquals("{a: 1}", form.toString());
        assertEquals(0, form.aborts());
        assertEquals(500, upload.maxBytes());
    }

    @Test
    void malformed_form_gets_400_before_its_end() throws IOException {
        Upload upload = upload();
        upload.receive(bytes(PART));
        assertTrue(upload.earlyResponse().isEmpty());
        upload.receive(bytes("x"));

        assertEquals(400, status(upload.earlyResponse().orElseThrow()));
        upload.abort();
        assertEquals(1, form.aborts());
    }

    @Test
    void form_that_ends_too_early_gets_400() throws IOException {
        Upload upload = upload();
        upload.receive(bytes(PART));

        assertEquals(400, status(upload.finish()));
        assertEquals(1, form.aborts());
    }

    @Test
    void form_that_is_malformed_in_its_last_bytes_gets_400() throws IOException {
        Upload upload = upload();
        upload.receive(bytes(PART + "x"));

        assertEquals(400, status(upload.finish()));
        assertEquals(1, form.aborts());
    }

    @Test
    void other_media_type_gets_415() {
        for (String type : List.of("text/plain", "multipart/mixed; boundary=x", "malformed")) {
            assertEquals(415, status(receive(type, MultipartLimits.DEFAULT)), type);
        }
    }

    @Test
    void invalid_boundary_gets_400() {
        for (String parameter : List.of(
                "", "; boundary=\"\"", "; boundary=\"a \"", "; boundary=\"a\u00e9\"", "; boundary=" + "x".repeat(71))) {
            assertEquals(400, status(receive("multipart/form-data" + parameter, MultipartLimits.DEFAULT)), parameter);
        }
        assertInstanceOf(Upload.class, receive("multipart/form-data; boundary=\"a b:c\"", MultipartLimits.DEFAULT));
    }
}
