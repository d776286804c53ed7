package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.handlers.syntax.Glob;
import dev.roundhouse.http.handlers.syntax.OptionErrors;
import dev.roundhouse.http.message.FieldName;
import java.util.Locale;
import java.util.Set;

/**
 * A header of responses with some files.
 *
 * @param glob the paths of the files
 * @param name a header that is not set by the server itself
 * @param value printable ASCII
 */
public record HeaderRule(Glob glob, FieldName name, String value) {
    private static final String USAGE =
            "Invalid header rule: expected GLOB|Name: value, e.g. *.html|X-Frame-Options: DENY";

    /** Headers that are determined by the protocol, the file, or another option. */
    private static final Set<String> RESERVED = Set.of(
            "accept-ranges",
            "allow",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "date",
            "etag",
            "keep-alive",
            "last-modified",
            "location",
            "proxy-connection",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-content-type-options");

    /** @throws IllegalArgumentException for a reserved name, or a value that is not valid in a header */
    public HeaderRule {
        if (RESERVED.contains(name.toString().toLowerCase(Locale.ROOT))) {
            throw OptionErrors.invalid("This header is set by the server", name.toString());
        }
        if (!OptionErrors.isFieldValue(value)) {
            throw OptionErrors.invalid("Invalid header value: only printable ASCII is allowed", value);
        }
    }

    /**
     * Reads {@code GLOB|Name: value}.
     *
     * @throws IllegalArgumentException when it is not of this form
     */
    public static HeaderRule parse(String text) {
        int bar = text.indexOf('|');
        int colon = text.indexOf(':', bar + 1);
        if (bar < 1 || colon < 0 || !HttpGrammar.isToken(text.substring(bar + 1, colon))) {
            throw OptionErrors.invalid(USAGE, text);
        }
        FieldName name = FieldName.of(text.substring(bar + 1, colon));
        // Only spaces: strip() would also remove a line end, which has to be rejected.
        String value = text.substring(colon + 1).replaceFirst("^ +", "");
        return new HeaderRule(Glob.of(text.substring(0, bar)), name, value);
    }
}
