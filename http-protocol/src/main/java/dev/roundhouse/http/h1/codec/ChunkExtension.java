package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;

/**
 * The grammar of chunk extensions (RFC 9112 §7.1.1), parsed byte by byte: {@code *( BWS ";" BWS name [ BWS "=" BWS value ] )}.
 * They are ignored, as §7.1.1 requires of unknown extensions, but must be well-formed.
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

    /** The state after this byte. */
    ChunkExtension next(byte b) throws Http1Exception {
        return switch (this) {
            case BEFORE_SEMICOLON -> HttpGrammar.isWhitespace(b) ? this : b == ';' ? BEFORE_NAME : malformed();
            case BEFORE_NAME -> HttpGrammar.isWhitespace(b) ? this : HttpGrammar.isToken(b) ? NAME : malformed();
            case NAME -> HttpGrammar.isToken(b) ? this : afterName(b);
            case AFTER_NAME -> afterName(b);
            case BEFORE_VALUE ->
                HttpGrammar.isWhitespace(b) ? this : b == '"' ? QUOTED : HttpGrammar.isToken(b) ? VALUE : malformed();
            case VALUE -> HttpGrammar.isToken(b) ? this : afterValue(b);
            case QUOTED -> quoted(b);
            case QUOTED_PAIR -> HttpGrammar.isFieldValueByte(b) ? QUOTED : malformed();
            case AFTER_QUOTED -> afterValue(b);
        };
    }

    private static ChunkExtension afterName(byte b) throws Http1Exception {
        if (HttpGrammar.isWhitespace(b)) {
            return AFTER_NAME;
        }
        return b == '=' ? BEFORE_VALUE : b == ';' ? BEFORE_NAME : malformed();
    }

    private static ChunkExtension afterValue(byte b) throws Http1Exception {
        return HttpGrammar.isWhitespace(b) ? BEFORE_SEMICOLON : b == ';' ? BEFORE_NAME : malformed();
    }

    private static ChunkExtension quoted(byte b) throws Http1Exception {
        if (b == '"') {
            return AFTER_QUOTED;
        }
        return b == '\\' ? QUOTED_PAIR : HttpGrammar.isFieldValueByte(b) ? QUOTED : malformed();
    }

    private static ChunkExtension malformed() throws Http1Exception {
        throw new Http1Exception(Http1Error.CHUNK_EXTENSION_MALFORMED);
    }
}
