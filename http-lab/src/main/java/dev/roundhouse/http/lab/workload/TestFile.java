package dev.roundhouse.http.lab.workload;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.RequestSpec;
import java.util.List;

/** A file of the test site with known content.
 *
 * @param target of a request for it
 * @param bytes length of its content
 * @param crc32c of its content
 */
public record TestFile(String target, long bytes, long crc32c) {
    private static final int OK = 200;

    /** A GET request for the complete file. */
    RequestSpec fullRequest() {
        return new RequestSpec("GET", target, List.of(), OK, bytes, crc32c);
    }
}
