package dev.roundhouse.http.app.site;

import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.OptionValue;
import dev.roundhouse.http.handlers.headers.CacheControlRule;
import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.headers.HeaderRule;
import java.util.List;
import java.util.Optional;

/** What answers carry besides content. */
public final class HeaderOptions extends OptionGroup {
    private final OptionValue<List<CacheControlRule>> cacheRules = option(
                    "--cache-control", "GLOB=VALUE", CacheControlRule::parse)
            .description("Cache-Control of the files whose path matches, as '/img/**=max-age=3600'. May be repeated."
                    + " Default: no-cache, which lets browsers keep a copy and ask whether it is still good")
            .repeatable();

    private final OptionValue<Boolean> immutableHashed = flag(
            "--immutable-hashed",
            "Lets browsers keep files with a hash in their name, as bundlers write it (app.3f9a1c2b.js), for a year; in"
                    + " doubt a name has none.");

    private final OptionValue<List<HeaderRule>> headerRules = option("--header", "GLOB|NAME: VALUE", HeaderRule::parse)
            .description("A field of the files whose path matches, as '*.html|X-Frame-Options: DENY'. May be repeated.")
            .repeatable();

    private final OptionValue<Optional<CorsPolicy>> cors = option("--cors", "ORIGIN[,ORIGIN]", CorsPolicy::parse)
            .description("Lets scripts of pages from these origins read, or of all pages when none is named.")
            .implicitValue("*")
            .optional();

    /** Options to be given to a command. */
    public HeaderOptions() {
        super("Fields (of rules for the same file the last one wins)");
    }

    HeaderPolicy headerPolicy() {
        return new HeaderPolicy(cacheRules.value(), immutableHashed.value(), headerRules.value());
    }

    Optional<CorsPolicy> cors() {
        return cors.value();
    }
}
