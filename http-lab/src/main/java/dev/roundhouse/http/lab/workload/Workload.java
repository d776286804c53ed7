package dev.roundhouse.http.lab.workload;

import dev.roundhouse.http.lab.load.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.result.WorkloadInfo;

/**
 * A way of asking servers.
 *
 * @param name short and unique, as {@code small-64}
 * @param title for headings
 * @param sentence what the clients do
 * @param kind what is special about it
 * @param shape of the connections
 * @param question what is asked
 * @param openLoop whether latency is measured at given rates, too
 */
public record Workload(
        String name,
        String title,
        String sentence,
        WorkloadKind kind,
        ConnectionProfile shape,
        RequestMix question,
        boolean openLoop) {
    /** What is special about a workload. */
    public enum WorkloadKind {
        /** Nothing: requests and answers. */
        LOAD,
        /** Most connections keep still. */
        IDLE,
        /** Some clients read slowly. */
        SLOW_READERS,
        /** The handler waits. */
        WAITING,
        /** The server is started. */
        START_UP
    }

    /** Descriptors that each side needs for it, at least. */
    public int openFiles() {
        return shape.connections() + shape.idle() + shape.slow();
    }

    /** What the results say of it. */
    public WorkloadInfo facts() {
        return new WorkloadInfo(
                name,
                title,
                sentence,
                kind.name(),
                shape.connections(),
                shape.pipelined(),
                shape.perRequest(),
                shape.idle() + shape.slow(),
                question.status(),
                question.bodyBytes(),
                question.check(),
                openLoop);
    }
}
