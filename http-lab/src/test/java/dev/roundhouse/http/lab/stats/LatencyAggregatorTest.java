package dev.roundhouse.http.lab.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.lab.result.LatencySummary;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyAggregatorTest {
    private static String encoded(long... nanos) {
        Histogram histogram = new Histogram(3);
        Arrays.stream(nanos).forEach(histogram::recordValue);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    @Test
    void merges_rounds_into_one_distribution() {
        LatencyAggregator latencyAggregator = new LatencyAggregator();
        latencyAggregator.add(LatencyAggregator.decode(encoded(1_000_000, 2_000_000)));
        latencyAggregator.add(LatencyAggregator.decode(encoded(3_000_000)));

        LatencySummary latencySummary = latencyAggregator.latency();

        assertEquals(3, latencySummary.count());
        assertEquals(2_000, latencySummary.p50(), 2);
        assertEquals(3_000, latencySummary.max(), 3);
        assertEquals(
                100,
                latencySummary.curve().get(latencySummary.curve().size() - 1).percentile());
    }

    @Test
    void empty_text_is_an_empty_distribution() {
        LatencyAggregator latencyAggregator = new LatencyAggregator();
        latencyAggregator.add(LatencyAggregator.decode(""));

        assertEquals(LatencySummary.NONE, latencyAggregator.latency());
    }

    @Test
    void rejects_invalid_histogram() {
        assertThrows(RuntimeException.class, () -> LatencyAggregator.decode("AAAA"));
    }
}
