package dev.roundhouse.http.app.site;

import dev.roundhouse.http.app.config.AttachedValue;
import dev.roundhouse.http.app.config.Values;
import dev.roundhouse.http.handlers.CacheRule;
import dev.roundhouse.http.handlers.CorsPolicy;
import dev.roundhouse.http.handlers.HeaderPolicy;
import dev.roundhouse.http.handlers.HeaderRule;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What answers carry besides content. */
@Command(description = "Fields (of rules for the same file the last one wins)")
public final class FieldOptions {
    @Option(
            names = "--cache-control",
            paramLabel = "GLOB=VALUE",
            converter = CacheRuleValue.class,
            description = "Cache-Control of the files whose path matches, as '/img/**=max-age=3600'. May be repeated."
                    + " Default: no-cache, which lets browsers keep a copy and ask whether it is still good")
    private List<CacheRule> cacheRules = List.of();

    @Option(
            names = "--immutable-hashed",
            description = "Lets browsers keep files with a hash in their name, as app.3f9a1c2b.js, for a year.")
    private boolean immutableHashed;

    @Option(
            names = "--header",
            paramLabel = "GLOB|NAME: VALUE",
            converter = HeaderRuleValue.class,
            description =
                    "A field of the files whose path matches, as '*.html|X-Frame-Options: DENY'. May be repeated.")
    private List<HeaderRule> headerRules = List.of();

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN[,ORIGIN]",
            arity = "0..1",
            fallbackValue = "*",
            preprocessor = AttachedValue.class,
            converter = CorsValue.class,
            description = "Lets scripts of pages from these origins read, or of all pages when none is named.")
    private Optional<CorsPolicy> cors;

    /** For picocli. */
    public FieldOptions() {}

    /** {@code GLOB=VALUE} */
    static final class CacheRuleValue extends Values<CacheRule> {
        CacheRuleValue() {
            super(CacheRule::parse);
        }
    }

    /** {@code GLOB|Name: value} */
    static final class HeaderRuleValue extends Values<HeaderRule> {
        HeaderRuleValue() {
            super(HeaderRule::parse);
        }
    }

    /** Origins with commas between them, or an asterisk. */
    static final class CorsValue extends Values<CorsPolicy> {
        CorsValue() {
            super(CorsPolicy::parse);
        }
    }

    HeaderPolicy fields() {
        return new HeaderPolicy(cacheRules, immutableHashed, headerRules);
    }

    Optional<CorsPolicy> cors() {
        return cors;
    }
}
