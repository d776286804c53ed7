package dev.roundhouse.http.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingsTest {
    @Test
    void lists_each_server_with_all_slower_ones() {
        List<Comparison> comparisons = List.of(
                compared("nio", "blocking", ComparisonVerdict.DIFFERENT),
                compared("nio", "virtual", ComparisonVerdict.INCONCLUSIVE),
                compared("virtual", "caddy", ComparisonVerdict.DIFFERENT),
                compared("nio", "caddy", ComparisonVerdict.DIFFERENT),
                compared("nio", "jetty", ComparisonVerdict.DIFFERENT));

        assertEquals(
                "nio faster than blocking, caddy and jetty; virtual faster than caddy",
                Rankings.partialOrder(comparisons));
    }

    @Test
    void reports_inconclusive_comparison() {
        assertEquals(
                "no significant difference",
                Rankings.partialOrder(List.of(compared("nio", "blocking", ComparisonVerdict.SAME))));
    }

    private static Comparison compared(String first, String second, ComparisonVerdict comparisonVerdict) {
        return new Comparison("small-64", "throughput", first, second, Estimate.NONE, comparisonVerdict, "");
    }
}
