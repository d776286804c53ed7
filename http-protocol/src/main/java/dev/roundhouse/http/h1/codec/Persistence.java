package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Version;

/** Whether the connection outlives the exchange. RFC 9112 §9.3 */
public enum Persistence {
    KEEP_ALIVE,
    CLOSE;

    /** The persistence that a message announces. */
    public static Persistence of(Version version, Headers headers) {
        boolean byDefault = version.isAtLeast(Version.HTTP_1_1);
        if (!headers.contains(FieldName.CONNECTION)) {
            return byDefault ? KEEP_ALIVE : CLOSE;
        }
        if (headers.listContains(FieldName.CONNECTION, "close")) {
            return CLOSE;
        }
        return byDefault || headers.listContains(FieldName.CONNECTION, "keep-alive") ? KEEP_ALIVE : CLOSE;
    }
}
