package dev.roundhouse.http.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.load.timing.NanoClock;
import dev.roundhouse.http.lab.result.ResponseCounts;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests what is counted. */
class LoadStatisticsTest {
    private final LoadStatistics statistics = new LoadStatistics();

    private ResponseCounts responses() {
        return statistics.report(0.5, true, new TimelineRecorder(0)).responses();
    }

    @Test
    void only_requests_due_in_the_window_count() {
        statistics.recordCorrect(5, 5, 6, 1);
        statistics.setMeasurementWindow(10, 20);
        statistics.recordCorrect(9, 15, 16, 1);
        statistics.recordCorrect(10, 15, 16, 1);
        statistics.recordCorrect(19, 35, 36, 1);
        statistics.recordCorrect(20, 35, 36, 1);

        assertEquals(new ResponseCounts(2, 0, 0, 0, Map.of()), responses());
    }

    @Test
    void failures_are_counted_by_reason() {
        statistics.setMeasurementWindow(0, NanoClock.SECOND);
        statistics.recordWrong(1, "a");
        statistics.recordWrong(1, "a");
        statistics.recordFailed(1, "b");
        statistics.recordTimeout(1, 1, 5);
        statistics.recordNotSent(1, 5);
        statistics.recordNote(1, "c");

        Map<String, Long> reasons = Map.of(
                "a",
                2L,
                "b",
                1L,
                "c",
                1L,
                "no response in time",
                1L,
                "not sent in time, as no connection was free",
                1L);
        assertEquals(new ResponseCounts(0, 2, 1, 2, reasons), responses());
        assertEquals(5, statistics.report(0, false, new TimelineRecorder(0)).offered());
    }

    @Test
    void number_of_reasons_is_bounded() {
        statistics.setMeasurementWindow(0, NanoClock.SECOND);
        for (int i = 0; i < 1_000; i++) {
            statistics.recordWrong(1, "content of " + i + " bytes instead of 5000");
        }

        assertTrue(responses().reasons().size() < 50);
        assertEquals(
                1_000, responses().reasons().values().stream().mapToLong(n -> n).sum());
    }
}
