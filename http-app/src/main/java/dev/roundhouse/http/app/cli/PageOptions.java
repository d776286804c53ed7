package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.PageConfig;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.semantics.UriPath;
import java.util.List;
import java.util.Optional;

/** The options of the mapping from paths to files. */
public final class PageOptions extends OptionGroup {
    private static final String DEFAULT_SPA_FILE = "index.html";

    private final OptionValue<List<String>> index = option("--index", "NAME[,NAME]", MappingOptions::parseNames)
            .description("Index file names, tried in order. Default: ${DEFAULT-VALUE}")
            .defaultValue("index.html");

    private final OptionValue<Boolean> cleanUrls =
            flag("--clean-urls", "Serve about.html at /about and redirect /about.html and /about/index.html to it.");

    private final OptionValue<Optional<UriPath>> spa = option("--spa", "FILE", MappingOptions::parseFile)
            .description(
                    "Single-page application: serve this file (default " + DEFAULT_SPA_FILE + ") for paths that do not"
                            + " exist, have no extension and are requested as HTML, except below /.well-known/.")
            .implicitValue(DEFAULT_SPA_FILE)
            .optional();

    private final OptionValue<Optional<Boolean>> listing = flagOrOpposite(
            "--listing",
            "List directories without an index file. Default: only when bound to a loopback address, and without --spa");

    /** Creates the options of a command. */
    public PageOptions() {
        super("Paths and listings");
    }

    /** The values. */
    public PageConfig config() {
        return new PageConfig(index.value(), cleanUrls.value(), spa.value(), listing.value());
    }
}
