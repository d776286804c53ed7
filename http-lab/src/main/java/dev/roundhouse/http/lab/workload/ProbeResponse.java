package dev.roundhouse.http.lab.workload;

import java.io.IOException;
import java.util.Map;

/**
 * What a server answered to a request before anything was timed.
 *
 * @param status of the answer
 * @param fields by their names in lower case
 * @param bodyBytes octets of its content
 * @param crc32c of its content
 */
public record ProbeResponse(int status, Map<String, String> fields, long bodyBytes, long crc32c) {
    /** Copies the fields. */
    public ProbeResponse {
        fields = Map.copyOf(fields);
    }

    /** An answer with this content. */
    public static ProbeResponse ofBody(int status, Map<String, String> fields, byte[] body) {
        return new ProbeResponse(status, fields, body.length, TestSite.crc32c(body));
    }

    /** Asks the server that is about to be measured. */
    @FunctionalInterface
    public interface Prober {
        /** GETs a target. */
        ProbeResponse get(String target) throws IOException;
    }
}
