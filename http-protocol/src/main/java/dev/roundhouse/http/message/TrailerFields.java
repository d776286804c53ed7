package dev.roundhouse.http.message;

import java.util.Set;

/** Which fields may be in a trailer section. RFC 9110 §6.5.1 */
public final class TrailerFields {
    /** Framing, routing, modifiers, authentication, and how the content is to be processed: needed before the content. */
    private static final Set<FieldName> FORBIDDEN = Set.of(
            FieldName.CONTENT_LENGTH,
            FieldName.TRANSFER_ENCODING,
            FieldName.CONNECTION,
            FieldName.HOST,
            FieldName.EXPECT,
            FieldName.TRAILER,
            FieldName.TE,
            FieldName.UPGRADE,
            FieldName.of("Keep-Alive"),
            FieldName.of("Max-Forwards"),
            FieldName.CACHE_CONTROL,
            FieldName.of("Pragma"),
            FieldName.of("Authorization"),
            FieldName.of("Proxy-Authorization"),
            FieldName.of("WWW-Authenticate"),
            FieldName.of("Proxy-Authenticate"),
            FieldName.of("Cookie"),
            FieldName.of("Set-Cookie"),
            FieldName.CONTENT_ENCODING,
            FieldName.CONTENT_TYPE,
            FieldName.CONTENT_RANGE,
            FieldName.RANGE,
            FieldName.IF_MATCH,
            FieldName.IF_NONE_MATCH,
            FieldName.IF_MODIFIED_SINCE,
            FieldName.IF_UNMODIFIED_SINCE,
            FieldName.IF_RANGE,
            FieldName.of("Age"),
            FieldName.DATE,
            FieldName.EXPIRES,
            FieldName.LOCATION,
            FieldName.RETRY_AFTER,
            FieldName.VARY,
            FieldName.of("Warning"));

    private TrailerFields() {}

    /** Whether none of the fields is needed before the content. */
    public static boolean isAllowed(Headers trailers) {
        for (Headers.FieldLine line : trailers) {
            if (FORBIDDEN.contains(FieldName.of(line.name()))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the fields that are allowed, in their order. */
    public static Headers allowedOf(Headers trailers) {
        if (isAllowed(trailers)) {
            return trailers;
        }
        Headers.Builder allowed = Headers.builder();
        for (Headers.FieldLine line : trailers) {
            if (!FORBIDDEN.contains(FieldName.of(line.name()))) {
                allowed.add(line.name(), line.value());
            }
        }
        return allowed.build();
    }
}
