package dev.roundhouse.http.lab.result;

import java.util.List;

/**
 * What the server takes.
 *
 * @param threads the most that were seen
 * @param rssBytes the most resident memory that was seen
 * @param openFiles the most that were seen
 * @param bytesPerIdleConnection growth of resident memory per idle connection; for {@code IDLE} alone
 * @param growth memory against connections; for {@code IDLE} alone
 */
public record Footprint(
        int threads, long rssBytes, int openFiles, Estimate bytesPerIdleConnection, List<MemoryPoint> growth) {
    /** Nothing was measured. */
    public static final Footprint NONE = new Footprint(0, 0, 0, Estimate.NONE, List.of());

    /** Copies the points. */
    public Footprint {
        growth = List.copyOf(growth);
    }
}
