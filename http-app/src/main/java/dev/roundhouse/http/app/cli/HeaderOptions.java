package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.HeaderConfig;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.handlers.headers.CacheControlRule;
import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.headers.HeaderRule;
import java.util.List;
import java.util.Optional;

/** The options of response headers in addition to those of the content. */
public final class HeaderOptions extends OptionGroup {
    private final OptionValue<List<CacheControlRule>> cacheRules = option(
                    "--cache-control", "GLOB=VALUE", CacheControlRule::parse)
            .description(
                    "Cache-Control for files matching a glob, e.g. '/img/**=max-age=3600'. Repeatable. Default: no-cache (cached copies are revalidated).")
            .repeatable();

    private final OptionValue<Boolean> immutableHashed = flag(
            "--immutable-hashed",
            "Send 'public, max-age=31536000, immutable' for files with a content hash in their name, e.g."
                    + " app.3f9a1c2b.js. Ambiguous names count as names without a hash.");

    private final OptionValue<List<HeaderRule>> headerRules = option("--header", "GLOB|NAME: VALUE", HeaderRule::parse)
            .description("Response header for files matching a glob, e.g. '*.html|X-Frame-Options: DENY'. Repeatable.")
            .repeatable();

    private final OptionValue<Optional<CorsPolicy>> cors = option("--cors", "ORIGIN[,ORIGIN]", CorsPolicy::parse)
            .description("Allow cross-origin requests from these origins, or from any origin if none is given.")
            .implicitValue("*")
            .optional();

    /** Creates the options of a command. */
    public HeaderOptions() {
        super("Response headers (the last matching rule wins)");
    }

    /** The values. */
    public HeaderConfig config() {
        return new HeaderConfig(
                new HeaderPolicy(cacheRules.value(), immutableHashed.value(), headerRules.value()), cors.value());
    }
}
