package dev.roundhouse.http.lab.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTest {
    @ParameterizedTest
    @CsvSource({"0, 5, true", "2, 5, true", "3, 5, false", "3, 6, false", "5, 5, false", "0, 0, false"})
    void throughput_is_reliable_if_fewer_than_half_are_lower_bounds(int bounds, int rounds, boolean reported) {
        List<Round> all = IntStream.range(0, rounds)
                .mapToObj(number -> round(number < bounds ? "the generator was the bottleneck" : ""))
                .toList();

        assertEquals(reported, Round.hasReliableThroughput(all));
    }

    private static Round round(String saturated) {
        return new Round(1, 1, 0, 1, 100, 100, ResponseCounts.NONE, 1, 1, 1, 0.5, 0.5, saturated);
    }
}
