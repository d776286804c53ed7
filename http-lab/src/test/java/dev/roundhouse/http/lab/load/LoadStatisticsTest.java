package dev.roundhouse.http.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.result.ResponseCounts;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts, and as what. */
class LoadStatisticsTest {
    private final LoadStatistics tally = new LoadStatistics();

    private ResponseCounts answers() {
        return tally.report(0.5, true, new TimelineRecorder(0)).responses();
    }

    @Test
    void only_what_was_due_in_the_time_counts() {
        tally.recordCorrect(5, 5, 6, 1);
        tally.setMeasurementWindow(10, 20);
        tally.recordCorrect(9, 15, 16, 1);
        tally.recordCorrect(10, 15, 16, 1);
        tally.recordCorrect(19, 35, 36, 1);
        tally.recordCorrect(20, 35, 36, 1);

        assertEquals(new ResponseCounts(2, 0, 0, 0, Map.of()), answers());
    }

    @Test
    void troubles_are_counted_by_their_reasons() {
        tally.setMeasurementWindow(0, NanoClock.SECOND);
        tally.recordWrong(1, "a");
        tally.recordWrong(1, "a");
        tally.recordFailed(1, "b");
        tally.recordTimeout(1, 1, 5);
        tally.recordNotSent(1, 5);
        tally.recordNote(1, "c");

        Map<String, Long> reasons = Map.of(
                "a", 2L, "b", 1L, "c", 1L, "no answer in time", 1L, "not sent in time, as no connection was free", 1L);
        assertEquals(new ResponseCounts(0, 2, 1, 2, reasons), answers());
        assertEquals(5, tally.report(0, false, new TimelineRecorder(0)).offered());
    }

    @Test
    void a_server_that_is_wrong_in_ever_new_ways_fills_no_memory() {
        tally.setMeasurementWindow(0, NanoClock.SECOND);
        for (int i = 0; i < 1_000; i++) {
            tally.recordWrong(1, "content of " + i + " octets instead of 5000");
        }

        assertTrue(answers().reasons().size() < 50);
        assertEquals(
                1_000, answers().reasons().values().stream().mapToLong(n -> n).sum());
    }
}
