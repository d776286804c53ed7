package dev.roundhouse.http.server.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponsesTest {
    private static Optional<String> location(Response response) {
        return response.headers().first(FieldName.LOCATION);
    }

    @Test
    void redirects_have_their_status_and_location() {
        assertEquals(301, Responses.movedPermanently("/a").status().code());
        assertEquals(302, Responses.found("/a").status().code());
        assertEquals(303, Responses.seeOther("/a").status().code());
        assertEquals(307, Responses.temporaryRedirect("/a").status().code());
        assertEquals(308, Responses.permanentRedirect("/a").status().code());
        assertEquals(Optional.of("/a?b=c#d"), location(Responses.found("/a?b=c#d")));
    }

    @Test
    void characters_that_are_not_allowed_in_a_location_are_encoded() {
        assertEquals(Optional.of("/%C3%A9%20b"), location(Responses.found("/\u00e9 b")));
        assertEquals(Optional.of("/%0D%0ASet-Cookie:a=b"), location(Responses.found("/\r\nSet-Cookie:a=b")));
        assertEquals(Optional.of("/%C3%A9"), location(Responses.found("/%C3%A9")));
    }

    @Test
    void texts_have_their_media_type() {
        assertEquals(
                Optional.of("application/json"),
                Responses.json(Status.OK, "{}").headers().first(FieldName.CONTENT_TYPE));
        assertEquals(
                Optional.of("text/html; charset=utf-8"),
                Responses.html(Status.OK, "<p>").headers().first(FieldName.CONTENT_TYPE));
        assertEquals(3, Responses.text(Status.OK, "abc").body().length());
    }
}
