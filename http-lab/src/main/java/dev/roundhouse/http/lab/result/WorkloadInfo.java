package dev.roundhouse.http.lab.result;

/** Description of a workload.
 *
 * @param name short and unique, as {@code small-64}
 * @param title for headings
 * @param description what the clients do
 * @param kind {@code LOAD}, {@code IDLE}, {@code SLOW_READERS}, {@code SLOW_HANDLER} or {@code STARTUP}
 * @param connections number of active connections
 * @param pipelined maximum requests in flight on each
 * @param isConnectionPerRequest whether each request has a connection of its own
 * @param backgroundConnections number of additional idle or slow connections
 * @param status status of the correct response
 * @param bodyBytes length of its content
 * @param check how responses were verified
 * @param isOpenLoop whether latency was also measured in the open loop
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
