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

/** Tests the protocol on the two streams. */
class LoadGeneratorMainTest {
    private static List<LoadEvent> run(String input) throws IOException {
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
    void spec_and_events_are_one_line_each() throws IOException {
        try (StubServer server = StubServer.always(LoadSpecs.RESPONSE)) {
            String line =
                    LoadJson.line(LoadSpecs.spec(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT));
            List<LoadEvent> events = run(line + "\n\n" + line + "\n");

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
    void invalid_spec_fails_and_the_next_one_is_read() throws IOException {
        LoadSpec.Timing timing = new LoadSpec.Timing(LoadSpec.WarmUp.NONE, 0, 0);
        String noTime = LoadJson.line(LoadSpecs.spec(80, LoadSpecs.TWO, LoadSpecs.CLOSED, timing));
        List<LoadEvent> events = run("hello\n{\"requests\": []}\n" + noTime + "\n");

        assertEquals(List.of(LoadEventType.FAILED, LoadEventType.FAILED, LoadEventType.FAILED), kinds(events));
        assertTrue(
                events.get(0).detail().startsWith("invalid load spec: "),
                events.get(0).detail());
        assertTrue(
                events.get(1).detail().startsWith("invalid load spec: "),
                events.get(1).detail());
        assertEquals("duration and timeout must be positive", events.get(2).detail());
    }

    @Test
    void spec_survives_a_round_trip() throws IOException {
        LoadSpec spec = LoadSpecs.spec(80, LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT);

        assertEquals(spec, LoadJson.readSpec(LoadJson.line(spec)));
    }

    @Test
    void exits_at_end_of_input() throws IOException {
        assertEquals(List.of(), run(""));
    }
}
