package dev.roundhouse.http.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.load.LoadEvent.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said on the two streams. */
class LoadProcessTest {
    private static List<LoadEvent> converse(String input) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new LoadProcess(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output).run();
        List<LoadEvent> events = new ArrayList<>();
        for (String line : output.toString(StandardCharsets.UTF_8).lines().toList()) {
            events.add(LoadJson.event(line));
        }
        return events;
    }

    private static List<Kind> kinds(List<LoadEvent> events) {
        return events.stream().map(LoadEvent::kind).toList();
    }

    @Test
    void an_order_is_a_line_and_so_is_each_event() throws IOException {
        try (TinyServer server = TinyServer.always(Orders.ANSWER)) {
            String line = LoadJson.line(Orders.order(server.port(), Orders.TWO, Orders.CLOSED, Orders.SHORT));
            List<LoadEvent> events = converse(line + "\n\n" + line + "\n");

            List<Kind> once = List.of(Kind.CONNECTED, Kind.WARM, Kind.BEGIN, Kind.END, Kind.DONE);
            assertEquals(once, kinds(events.subList(0, 5)));
            assertEquals(once, kinds(events.subList(5, 10)));
            assertTrue(events.get(9).report().answers().correct() > 0);
            assertEquals(LoadReport.NONE, events.get(8).report());
        }
    }

    @Test
    void what_is_no_order_fails_and_the_next_one_is_read() throws IOException {
        LoadOrder.Timing timing = new LoadOrder.Timing(LoadOrder.WarmUp.NONE, 0, 0);
        String none = LoadJson.line(Orders.order(80, Orders.TWO, Orders.CLOSED, timing));
        List<LoadEvent> events = converse("hello\n{\"exchanges\": []}\n" + none + "\n");

        assertEquals(List.of(Kind.FAILED, Kind.FAILED, Kind.FAILED), kinds(events));
        assertTrue(
                events.get(0).detail().startsWith("no order: "), events.get(0).detail());
        assertTrue(
                events.get(1).detail().startsWith("no order: "), events.get(1).detail());
        assertEquals("there is no time for it", events.get(2).detail());
    }

    @Test
    void an_order_comes_back_as_it_was_written() throws IOException {
        LoadOrder order = Orders.order(80, Orders.TWO, Orders.CLOSED, Orders.SHORT);

        assertEquals(order, LoadJson.order(LoadJson.line(order)));
    }

    @Test
    void the_end_of_the_input_is_the_end() throws IOException {
        assertEquals(List.of(), converse(""));
    }
}
