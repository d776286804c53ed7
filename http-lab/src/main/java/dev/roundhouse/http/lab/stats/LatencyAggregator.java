package dev.roundhouse.http.lab.stats;

import dev.roundhouse.http.lab.result.LatencySummary;
import dev.roundhouse.http.lab.result.PercentilePoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Aggregates latency histograms in nanoseconds. */
public final class LatencyAggregator {
    private static final double NANOS_PER_MICRO = 1_000;
    private static final int SIGNIFICANT_DIGITS = 3;

    /** Percentile ticks per half distance, as in HdrHistogram's tables. */
    private static final int STEPS_PER_HALF = 5;

    private final Histogram sum = new Histogram(SIGNIFICANT_DIGITS);

    /** Creates an empty aggregator. */
    public LatencyAggregator() {
        sum.setAutoResize(true);
    }

    /**
     * Reads a histogram in its compressed form, Base64; an empty text is an empty histogram.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static Histogram decode(String text) {
        if (text.isEmpty()) {
            return new Histogram(SIGNIFICANT_DIGITS);
        }
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a compressed histogram", e);
        }
    }

    /** A percentile in microseconds; 0 if empty. */
    public static double micros(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    /** Adds the latencies of a round. */
    public void add(Histogram round) {
        sum.add(round);
    }

    /** The summary of all latencies so far. */
    public LatencySummary latency() {
        if (sum.getTotalCount() == 0) {
            return LatencySummary.NONE;
        }
        return new LatencySummary(
                sum.getTotalCount(),
                sum.getMean() / NANOS_PER_MICRO,
                micros(sum, 50),
                micros(sum, 90),
                micros(sum, 99),
                micros(sum, 99.9),
                sum.getMaxValue() / NANOS_PER_MICRO,
                curve());
    }

    private List<PercentilePoint> curve() {
        List<PercentilePoint> curve = new ArrayList<>();
        sum.percentiles(STEPS_PER_HALF)
                .forEach(step -> curve.add(new PercentilePoint(
                        step.getPercentileLevelIteratedTo(), step.getValueIteratedTo() / NANOS_PER_MICRO)));
        return curve;
    }
}
