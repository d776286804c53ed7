package dev.roundhouse.http.h1;

import dev.roundhouse.http.message.HttpGrammar;

/**
 * The grammar of chunk extensions (RFC 9112 §7.1.1), one octet at a time: {@code *( BWS ";" BWS name [ BWS "=" BWS value ] )}.
 * What they say is ignored, as §7.1.1 wants it of extensions nobody knows; that they are well-formed is not.
 */
enum ChunkExtension {
    /** White space before a semicolon. */
    BEFORE_SEMICOLON,
    BEFORE_NAME,
    NAME,
    AFTER_NAME,
    BEFORE_VALUE,
    VALUE,
    QUOTED,
    QUOTED_PAIR,
    AFTER_QUOTED;

    /** Whether the line may end here. */
    boolean isComplete() {
        return this == NAME || this == VALUE || this == AFTER_QUOTED;
    }

    /** Where the octet leads. */
    ChunkExtension next(byte octet) throws Http1Exception {
        return switch (this) {
            case BEFORE_SEMICOLON -> isSpace(octet) ? this : octet == ';' ? BEFORE_NAME : malformed();
            case BEFORE_NAME -> isSpace(octet) ? this : HttpGrammar.isToken(octet) ? NAME : malformed();
            case NAME -> HttpGrammar.isToken(octet) ? this : afterName(octet);
            case AFTER_NAME -> afterName(octet);
            case BEFORE_VALUE ->
                isSpace(octet) ? this : octet == '"' ? QUOTED : HttpGrammar.isToken(octet) ? VALUE : malformed();
            case VALUE -> HttpGrammar.isToken(octet) ? this : afterValue(octet);
            case QUOTED -> quoted(octet);
            case QUOTED_PAIR -> HttpGrammar.isFieldValueByte(octet) ? QUOTED : malformed();
            case AFTER_QUOTED -> afterValue(octet);
        };
    }

    private static ChunkExtension afterName(byte octet) throws Http1Exception {
        if (isSpace(octet)) {
            return AFTER_NAME;
        }
        return octet == '=' ? BEFORE_VALUE : octet == ';' ? BEFORE_NAME : malformed();
    }

    private static ChunkExtension afterValue(byte octet) throws Http1Exception {
        return isSpace(octet) ? BEFORE_SEMICOLON : octet == ';' ? BEFORE_NAME : malformed();
    }

    private static ChunkExtension quoted(byte octet) throws Http1Exception {
        if (octet == '"') {
            return AFTER_QUOTED;
        }
        return octet == '\\' ? QUOTED_PAIR : HttpGrammar.isFieldValueByte(octet) ? QUOTED : malformed();
    }

    private static boolean isSpace(byte octet) {
        return octet == HttpGrammar.SP || octet == HttpGrammar.HTAB;
    }

    private static ChunkExtension malformed() throws Http1Exception {
        throw new Http1Exception(Http1Error.CHUNK_EXTENSION_MALFORMED);
    }
}
