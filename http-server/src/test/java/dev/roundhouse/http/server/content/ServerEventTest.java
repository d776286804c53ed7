package dev.roundhouse.http.server.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerEventTest {
    @Test
    void each_line_of_the_data_is_a_field() {
        assertEquals("data: a\n\n", ServerEvent.of("a").toString());
        assertEquals("data: \n\n", ServerEvent.of("").toString());
        assertEquals(
                "data: a\ndata: b\ndata: \ndata: c\ndata: \n\n",
                ServerEvent.of("a\nb\r\n\rc\n").toString());
    }

    @Test
    void fields_are_in_their_order() {
        assertEquals(
                "id: 7\nevent: price\nretry: 1500\ndata: x\n\n",
                ServerEvent.builder()
                        .id("7")
                        .name("price")
                        .retry(Duration.ofMillis(1500))
                        .data("x")
                        .build()
                        .toString());
    }

    @Test
    void comment_begins_with_a_colon() {
        assertEquals(":\n\n", ServerEvent.comment("").toString());
        assertEquals(":a\n:data: b\n\n", ServerEvent.comment("a\ndata: b").toString());
    }

    @Test
    void line_end_in_id_or_name_throws() {
        for (String value : List.of("a\nb", "a\rb", "a\0")) {
            assertThrows(
                    IllegalArgumentException.class, () -> ServerEvent.builder().id(value));
            assertThrows(
                    IllegalArgumentException.class, () -> ServerEvent.builder().name(value));
        }
    }
}
