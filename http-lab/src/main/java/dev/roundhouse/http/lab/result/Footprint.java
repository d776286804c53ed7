package dev.roundhouse.http.lab.result;

import java.util.List;

/** Resources of the server.
 *
 * @param threads maximum
 * @param rssBytes maximum resident memory
 * @param openFiles maximum
 * @param bytesPerIdleConnection growth of resident memory per idle connection; for {@code IDLE} only
 * @param growth memory against connections; for {@code IDLE} only
 */
public record Footprint(
        int threads, long rssBytes, int openFiles, Estimate bytesPerIdleConnection, List<MemoryPoint> growth) {
    /** Not measured. */
    public static final Footprint NONE = new Footprint(0, 0, 0, Estimate.NONE, List.of());

    /** Copies the points. */
    public Footprint {
        growth = List.copyOf(growth);
    }
}
