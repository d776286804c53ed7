package dev.roundhouse.http.benchmarks.baseline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Encodes the head of a response as text, for each response. */
public final class BaselineResponseHead {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private BaselineResponseHead() {}

    /**
     * Returns the bytes of a head that ends with an empty line.
     *
     * @param status code and reason
     * @param fields in order
     * @param length of the content
     * @param epochSecond the time
     * @param server the product
     */
    public static byte[] encode(
            String status, Map<String, String> fields, long length, long epochSecond, String server) {
        StringBuilder head = new StringBuilder();
        head.append(String.format("HTTP/1.1 %s\r\n", status));
        fields.forEach((name, value) -> head.append(String.format("%s: %s\r\n", name, value)));
        head.append(String.format("Content-Length: %d\r\n", length));
        head.append(String.format("Date: %s\r\n", DATE.format(Instant.ofEpochSecond(epochSecond))));
        head.append(String.format("Server: %s\r\n\r\n", server));
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
