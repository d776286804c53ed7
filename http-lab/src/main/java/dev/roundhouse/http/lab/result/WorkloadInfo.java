package dev.roundhouse.http.lab.result;

/**
 * What was asked of the servers.
 *
 * @param name short and unique, as {@code small-64}
 * @param title for headings
 * @param sentence what the clients do
 * @param kind {@code LOAD}, {@code IDLE}, {@code SLOW_READERS}, {@code WAITING} or {@code START_UP}
 * @param connections busy ones
 * @param pipelined requests under way on each
 * @param perRequest whether each request has a connection of its own
 * @param background idle or slow connections beside the busy ones
 * @param status the answer that counts as correct
 * @param bodyBytes octets of its content
 * @param check how answers were checked
 * @param openLoop whether latency was measured at given rates, too
 */
public record WorkloadInfo(
        String name,
        String title,
        String sentence,
        String kind,
        int connections,
        int pipelined,
        boolean perRequest,
        int background,
        int status,
        long bodyBytes,
        String check,
        boolean openLoop) {}
