package dev.roundhouse.http.lab.workload;

import dev.roundhouse.http.lab.load.LoadOrder.Asked;
import java.util.List;

/**
 * A file of the site whose content is known.
 *
 * @param target as it stands in a request
 * @param bytes octets of its content
 * @param crc32c of its content
 */
public record SiteFile(String target, long bytes, long crc32c) {
    private static final int OK = 200;

    /** A GET for all of it. */
    Asked whole() {
        return new Asked("GET", target, List.of(), OK, bytes, crc32c);
    }
}
