package dev.roundhouse.http.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingsTest {
    @Test
    void names_each_server_once_with_all_that_it_is_ahead_of() {
        List<Comparison> comparisons = List.of(
                compared("nio", "blocking", Verdict.DIFFERENT),
                compared("nio", "virtual", Verdict.UNDECIDED),
                compared("virtual", "caddy", Verdict.DIFFERENT),
                compared("nio", "caddy", Verdict.DIFFERENT),
                compared("nio", "jetty", Verdict.DIFFERENT));

        assertEquals("nio before blocking, caddy and jetty; virtual before caddy", Standings.partial(comparisons));
    }

    @Test
    void says_when_no_difference_can_be_told() {
        assertEquals(
                "no difference can be told", Standings.partial(List.of(compared("nio", "blocking", Verdict.SAME))));
    }

    private static Comparison compared(String first, String second, Verdict verdict) {
        return new Comparison("small-64", "throughput", first, second, Estimate.NONE, verdict, "");
    }
}
