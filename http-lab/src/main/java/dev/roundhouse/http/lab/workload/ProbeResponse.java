package dev.roundhouse.http.lab.workload;

import java.io.IOException;
import java.util.Map;

/** Response of a server to a request before the measurement.
 *
 * @param status of the response
 * @param fields by their names in lower case
 * @param bodyBytes length of its content
 * @param crc32c of its content
 */
public record ProbeResponse(int status, Map<String, String> fields, long bodyBytes, long crc32c) {
    /** Copies the fields. */
    public ProbeResponse {
        fields = Map.copyOf(fields);
    }

    /** A response with this content. */
    public static ProbeResponse ofBody(int status, Map<String, String> fields, byte[] body) {
        return new ProbeResponse(status, fields, body.length, TestSite.crc32c(body));
    }

    /** Sends requests to the server before the measurement. */
    @FunctionalInterface
    public interface Prober {
        /** GETs a target. */
        ProbeResponse get(String target) throws IOException;
    }
}
