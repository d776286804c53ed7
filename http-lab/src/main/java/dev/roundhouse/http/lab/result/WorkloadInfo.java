package dev.roundhouse.http.lab.result;

/**
 * What was asked of the servers.
 *
 * @param name short and unique, as {@code small-64}
 * @param title for headings
 * @param description what the clients do
 * @param kind {@code LOAD}, {@code IDLE}, {@code SLOW_READERS}, {@code WAITING} or {@code START_UP}
 * @param connections busy ones
 * @param pipelined requests under way on each
 * @param isConnectionPerRequest whether each request has a connection of its own
 * @param backgroundConnections idle or slow connections beside the busy ones
 * @param status the answer that counts as correct
 * @param bodyBytes octets of its content
 * @param check how answers were checked
 * @param isOpenLoop whether latency was measured at given rates, too
 */
public record WorkloadInfo(
        String name,
        String title,
        String description,
        String kind,
        int connections,
        int pipelined,
        boolean isConnectionPerRequest,
        int backgroundConnections,
        int status,
        long bodyBytes,
        String check,
        boolean isOpenLoop) {}
