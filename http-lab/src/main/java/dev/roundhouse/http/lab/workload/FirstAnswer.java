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
public record FirstAnswer(int status, Map<String, String> fields, long bodyBytes, long crc32c) {
    /** Copies the fields. */
    public FirstAnswer {
        fields = Map.copyOf(fields);
    }

    /** An answer with this content. */
    public static FirstAnswer of(int status, Map<String, String> fields, byte[] body) {
        return new FirstAnswer(status, fields, body.length, Site.crc32c(body));
    }

    /** Asks the server that is about to be measured. */
    @FunctionalInterface
    public interface Source {
        /** GETs a target. */
        FirstAnswer get(String target) throws IOException;
    }
}
