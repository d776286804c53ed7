package dev.roundhouse.http.lab.load;

import java.util.List;

/**
 * One measurement that the generator shall make.
 *
 * @param host of the server
 * @param port of the server
 * @param requests what is asked, by turns; each connection begins at a place of its own
 * @param profile of the connections
 * @param rate when requests are sent
 * @param timing how long
 */
public record LoadSpec(
        String host, int port, List<RequestSpec> requests, ConnectionProfile profile, ArrivalRate rate, Timing timing) {
    /** Copies the exchanges. */
    public LoadSpec {
        requests = List.copyOf(requests);
    }

    /**
     * A request, and the one answer that counts as correct.
     *
     * @param method as {@code GET}
     * @param target as {@code /a.html}
     * @param fields of the header section, each as {@code Name: value}; Host is added
     * @param status of the correct answer
     * @param bodyBytes octets of its content
     * @param crc32c of its content (Castagnoli's polynomial), unsigned; content is always checked
     */
    public record RequestSpec(
            String method, String target, List<String> fields, int status, long bodyBytes, long crc32c) {
        /** Copies the fields. */
        public RequestSpec {
            fields = List.copyOf(fields);
        }
    }

    /**
     * The connections.
     *
     * @param connections busy ones
     * @param pipelined requests under way on each at most, 1 for no pipelining
     * @param isConnectionPerRequest whether each request has a connection of its own
     * @param idle connections beside them, which ask once and then keep still
     * @param slow connections beside them, which ask for the first exchange's target and read 4 KiB a second; where there
     *     are other exchanges, the busy ones leave this one to them
     */
    public record ConnectionProfile(
            int connections, int pipelined, boolean isConnectionPerRequest, int idle, int slow) {}

    /**
     * When requests are sent.
     *
     * @param perSecond requests due per second, over all connections; 0 for the closed loop: the next when there was an answer
     * @param isPoisson whether the time between two is distributed exponentially; otherwise it is constant
     * @param seed of that distribution, and of the order of exchanges
     */
    public record ArrivalRate(double perSecond, boolean isPoisson, long seed) {
        /** Whether the next request waits for an answer. */
        public boolean isClosedLoop() {
            return perSecond == 0;
        }
    }

    /**
     * What does not count yet. It ends when throughput is steady, but not before the other two, and in any case when its time
     * is over.
     *
     * @param maxSeconds seconds
     * @param minSeconds seconds
     * @param minResponses so many at least
     */
    public record WarmUp(double maxSeconds, double minSeconds, long minResponses) {
        /** Everything counts. */
        public static final WarmUp NONE = new WarmUp(0, 0, 0);
    }

    /**
     * How long.
     *
     * @param warmUp before it
     * @param seconds that count
     * @param timeoutMillis after which an answer is given up
     */
    public record Timing(WarmUp warmUp, double seconds, long timeoutMillis) {}
}
