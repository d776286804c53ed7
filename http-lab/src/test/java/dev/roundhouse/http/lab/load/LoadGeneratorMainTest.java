package dev.roundhouse.http.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.load.protocol.LoadEvent;
import dev.roundhouse.http.lab.load.protocol.LoadEvent.LoadEventType;
import dev.roundhouse.http.lab.load.protocol.LoadJson;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said on the two streams. */
class LoadGeneratorMainTest {
    private static List<LoadEvent> converse(String input) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new LoadGeneratorMain(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output).run();
        List<LoadEvent> events = new ArrayList<>();
        for (String line : output.toString(StandardCharsets.UTF_8).lines().toList()) {
            events.add(LoadJson.readEvent(line));
        }
        return events;
    }

    private static List<LoadEventType> kinds(List<LoadEvent> events) {
        return events.stream().map(LoadEvent::kind).toList();
    }

    @Test
    void an_order_is_a_line_and_so_is_each_event() throws IOException {
        try (StubServer server = StubServer.always(LoadSpecs.ANSWER)) {
            String line =
                    LoadJson.line(LoadSpecs.order(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT));
            List<LoadEvent> events = converse(line + "\n\n" + line + "\n");

            List<LoadEventType> once = List.of(
                    LoadEventType.CONNECTED,
                    LoadEventType.WARMED_UP,
                    LoadEventType.MEASUREMENT_BEGIN,
                    LoadEventType.MEASUREMENT_END,
                    LoadEventType.DONE);
            assertEquals(once, kinds(events.subList(0, 5)));
            assertEquals(once, kinds(events.subList(5, 10)));
            assertTrue(events.get(9).report().responses().correct() > 0);
            assertEquals(LoadReport.NONE, events.get(8).report());
        }
    }

    @Test
    void what_is_no_order_fails_and_the_next_one_is_read() throws IOException {
        LoadSpec.Timing timing = new LoadSpec.Timing(LoadSpec.WarmUp.NONE, 0, 0);
        String none = LoadJson.line(LoadSpecs.order(80, LoadSpecs.TWO, LoadSpecs.CLOSED, timing));
        List<LoadEvent> events = converse("hello\n{\"exchanges\": []}\n" + none + "\n");

        assertEquals(List.of(LoadEventType.FAILED, LoadEventType.FAILED, LoadEventType.FAILED), kinds(events));
        assertTrue(
                events.get(0).detail().startsWith("no order: "), events.get(0).detail());
        assertTrue(
                events.get(1).detail().startsWith("no order: "), events.get(1).detail());
        assertEquals("there is no time for it", events.get(2).detail());
    }

    @Test
    void an_order_comes_back_as_it_was_written() throws IOException {
        LoadSpec order = LoadSpecs.order(80, LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT);

        assertEquals(order, LoadJson.readSpec(LoadJson.line(order)));
    }

    @Test
    void the_end_of_the_input_is_the_end() throws IOException {
        assertEquals(List.of(), converse(""));
    }
}
