package dev.roundhouse.http.app.config;

import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.message.FieldName;
import java.util.Optional;

/**
 * The response headers in addition to those of the content.
 *
 * @param policy the headers by the path of the file
 * @param cors which origins may read responses; empty for none
 */
public record HeaderConfig(HeaderPolicy policy, Optional<CorsPolicy> cors) {
    /** Whether some responses have a configured header of this name. */
    public boolean hasRule(FieldName name) {
        return policy.headerRules().stream().anyMatch(rule -> rule.name().equals(name));
    }
}
