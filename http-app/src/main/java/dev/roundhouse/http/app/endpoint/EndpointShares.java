package dev.roundhouse.http.app.endpoint;

import dev.roundhouse.http.app.config.HttpsConfig;
import dev.roundhouse.http.transport.TransportSettings;

/**
 * The division of event loops and connections between the two endpoints of a server, so that clients of one cannot keep those of
 * the other out. Without a second endpoint, the first one has all.
 *
 * @param first the share of the endpoint at {@code --port}
 * @param second the share of the endpoint at {@code --http-port}
 */
record EndpointShares(Share first, Share second) {
    /** The part of the connections for an endpoint that redirects: they are short. */
    private static final int REDIRECT_PART = 8;

    private static final int SITE_PART = 2;

    /**
     * The share of an endpoint.
     *
     * @param loops the number of event loops
     * @param connections the maximum number of connections
     */
    record Share(int loops, int connections) {}

    /** The number of event loops for all endpoints. */
    static int totalLoops(HttpsConfig https, int processors) {
        if (https.httpPort().isEmpty()) {
            return processors;
        }
        return redirects(https) ? processors + 1 : 2 * processors;
    }

    /**
     * Divides event loops and connections. Each endpoint has at least one of both.
     *
     * @param loops those of all endpoints
     * @param connections those of all endpoints
     */
    static EndpointShares of(HttpsConfig https, int loops, int connections) {
        Share all = new Share(loops, connections);
        if (https.httpPort().isEmpty()) {
            return new EndpointShares(all, all);
        }
        int secondLoops = redirects(https) ? 1 : Math.max(1, loops / 2);
        int secondConnections = Math.max(1, connections / (redirects(https) ? REDIRECT_PART : SITE_PART));
        boolean isUnlimited = connections == TransportSettings.UNLIMITED;
        return new EndpointShares(
                new Share(
                        Math.max(1, loops - secondLoops),
                        isUnlimited ? connections : Math.max(1, connections - secondConnections)),
                new Share(secondLoops, isUnlimited ? connections : secondConnections));
    }

    private static boolean redirects(HttpsConfig https) {
        return https.redirectPort().isPresent();
    }
}
