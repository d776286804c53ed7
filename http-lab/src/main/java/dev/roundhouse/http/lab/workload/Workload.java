package dev.roundhouse.http.lab.workload;

import dev.roundhouse.http.lab.load.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.result.WorkloadInfo;

/**
 * A way of asking servers.
 *
 * @param name short and unique, as {@code small-64}
 * @param title for headings
 * @param description what the clients do
 * @param kind what is special about it
 * @param profile of the connections
 * @param requestMix what is asked
 * @param isOpenLoop whether latency is measured at given rates, too
 */
public record Workload(
        String name,
        String title,
        String description,
        WorkloadKind kind,
        ConnectionProfile profile,
        RequestMix requestMix,
        boolean isOpenLoop) {
    /** What is special about a workload. */
    public enum WorkloadKind {
        /** Nothing: requests and answers. */
        LOAD,
        /** Most connections keep still. */
        IDLE,
        /** Some clients read slowly. */
        SLOW_READERS,
        /** The handler waits. */
        SLOW_HANDLER,
        /** The server is started. */
        STARTUP
    }

    /** Descriptors that each side needs for it, at least. */
    public int openFiles() {
        return profile.connections() + profile.idle() + profile.slow();
    }

    /** What the results say of it. */
    public WorkloadInfo info() {
        return new WorkloadInfo(
                name,
                title,
                description,
                kind.name(),
                profile.connections(),
                profile.pipelined(),
                profile.isConnectionPerRequest(),
                profile.idle() + profile.slow(),
                requestMix.status(),
                requestMix.bodyBytes(),
                requestMix.verification(),
                isOpenLoop);
    }
}
