package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.timing.NanoClock;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;

/** Histogram of latencies in nanoseconds, with three significant digits, from one microsecond up. */
final class LatencyHistogram {
    private static final long LOWEST = 1_000;
    private static final long INITIAL_HIGHEST = 60 * NanoClock.SECOND;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1_000;

    private final Histogram histogram = new Histogram(LOWEST, INITIAL_HIGHEST, DIGITS);

    LatencyHistogram() {
        histogram.setAutoResize(true);
    }

    void add(long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    void clear() {
        histogram.reset();
    }

    /** The 99th percentile in microseconds; 0 if empty. */
    double p99Micros() {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(99) / NANOS_PER_MICRO;
    }

    /** The compressed histogram in Base64. */
    String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }
}
