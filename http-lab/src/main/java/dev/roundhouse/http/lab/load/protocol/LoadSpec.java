package dev.roundhouse.http.lab.load.protocol;

import java.util.List;

/** Specification of one measurement by the load generator.
 *
 * @param host of the server
 * @param port of the server
 * @param requests sent in rotation; each connection starts at a random one
 * @param handshakes whether the connections use TLS
 * @param profile number and kind of connections
 * @param rate when requests are sent
 * @param timing warm-up, duration and timeout
 */
public record LoadSpec(
        String host,
        int port,
        List<RequestSpec> requests,
        Handshakes handshakes,
        ConnectionProfile profile,
        ArrivalRate rate,
        Timing timing) {
    /** Copies the requests. */
    public LoadSpec {
        requests = List.copyOf(requests);
    }

    /** TLS handshakes. */
    public enum Handshakes {
        /** No TLS. */
        NONE,
        /** Each connection has a full handshake. */
        FULL,
        /** A connection resumes the session of the one before. */
        RESUMED
    }

    /** A request and its correct response.
     *
     * @param method as {@code GET}
     * @param target as {@code /a.html}
     * @param fields of the header section, each as {@code Name: value}; Host is added
     * @param status of the correct response
     * @param bodyBytes length of its content
     * @param crc32c of its content (Castagnoli's polynomial), unsigned; content is always checked
     */
    public record RequestSpec(
            String method, String target, List<String> fields, int status, long bodyBytes, long crc32c) {
        /** Copies the fields. */
        public RequestSpec {
            fields = List.copyOf(fields);
        }
    }

    /** Versions of HTTP. A client that chooses HTTP/2 without TLS has prior knowledge. */
    public enum HttpProtocol {
        /** HTTP/1.1. */
        HTTP_1_1("http/1.1"),
        /** HTTP/2; without TLS by prior knowledge. */
        HTTP_2("h2");

        private final String alpn;

        HttpProtocol(String alpn) {
            this.alpn = alpn;
        }

        /** Its name in ALPN. RFC 7301 §6 */
        public String alpn() {
            return alpn;
        }
    }

    /**
     * The connections.
     *
     * @param connections number of active connections
     * @param pipelined maximum requests in flight on each, 1 for no pipelining; of HTTP/2, the number of streams
     * @param isConnectionPerRequest whether each request has a connection of its own
     * @param idle number of additional connections that send one request and then stay idle
     * @param slow number of additional connections that request the first target and read 4 KiB per second; the active
     *     ones do not request it if there are others
     * @param protocol the version of HTTP
     * @param isPage whether the requests are those of a page: in the closed loop, all of them are due together, and again when the
     *     responses to all are complete
     */
    public record ConnectionProfile(
            int connections,
            int pipelined,
            boolean isConnectionPerRequest,
            int idle,
            int slow,
            HttpProtocol protocol,
            boolean isPage) {
        /** Connections of HTTP/1.1, whose requests are independent of each other. */
        public ConnectionProfile(int connections, int pipelined, boolean isConnectionPerRequest, int idle, int slow) {
            this(connections, pipelined, isConnectionPerRequest, idle, slow, HttpProtocol.HTTP_1_1, false);
        }

        /** Connections of HTTP/2 with that many requests in flight on each. */
        public static ConnectionProfile http2(int connections, int streams) {
            return new ConnectionProfile(connections, streams, false, 0, 0, HttpProtocol.HTTP_2, false);
        }

        /** These connections, loading pages. */
        public ConnectionProfile forPages() {
            return new ConnectionProfile(connections, pipelined, isConnectionPerRequest, idle, slow, protocol, true);
        }
    }

    /**
     * When requests are sent.
     *
     * @param perSecond requests due per second, over all connections; 0 for the closed loop: the next after each response
     * @param isPoisson whether the gaps are distributed exponentially instead of constant
     * @param seed of that distribution and of the order of requests
     */
    public record ArrivalRate(double perSecond, boolean isPoisson, long seed) {
        /** Whether the next request waits for a response. */
        public boolean isClosedLoop() {
            return perSecond == 0;
        }
    }

    /**
     * Warm-up before the measurement. It ends when throughput is steady and both minimums are reached, or when the
     * maximum is over.
     *
     * @param maxSeconds maximum duration
     * @param minSeconds minimum duration
     * @param minResponses minimum number of responses
     */
    public record WarmUp(double maxSeconds, double minSeconds, long minResponses) {
        /** No warm-up. */
        public static final WarmUp NONE = new WarmUp(0, 0, 0);
    }

    /** Durations.
     *
     * @param warmUp before the measurement
     * @param seconds duration of the measurement
     * @param timeoutMillis response timeout
     */
    public record Timing(WarmUp warmUp, double seconds, long timeoutMillis) {}
}
