package dev.roundhouse.http.lab.workload;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.HttpProtocol;
import dev.roundhouse.http.lab.result.WorkloadInfo;

/** A workload: the requests and connections of the clients.
 *
 * @param name short and unique, as {@code small-64}
 * @param title for headings
 * @param description what the clients do
 * @param kind of the workload
 * @param profile of the connections
 * @param requestMix requests and correct responses
 * @param isOpenLoop whether latency is also measured in the open loop
 */
public record Workload(
        String name,
        String title,
        String description,
        WorkloadKind kind,
        ConnectionProfile profile,
        RequestMix requestMix,
        boolean isOpenLoop) {
    /** Kind of a workload. */
    public enum WorkloadKind {
        /** Only requests and responses. */
        LOAD,
        /** Most connections are idle. */
        IDLE,
        /** Connections resume TLS sessions. */
        RESUMED_SESSIONS,
        /** Some clients read slowly. */
        SLOW_READERS,
        /** The handler is slow. */
        SLOW_HANDLER,
        /** The server is started. */
        STARTUP
    }

    /** Whether its connections use HTTP/2. */
    public boolean isHttp2() {
        return profile.protocol() == HttpProtocol.HTTP_2;
    }

    /** Minimum number of descriptors on each side. */
    public int openFiles() {
        return profile.connections() + profile.idle() + profile.slow();
    }

    /** The description for the results. */
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
