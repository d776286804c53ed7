package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.RootConfig;
import dev.roundhouse.http.cli.EnumParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.handlers.options.Mount;
import dev.roundhouse.http.semantics.UriPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options of which directories are served, and under which paths. */
public final class RootOptions extends OptionGroup {
    private final OptionValue<Path> directory = option("-d", "--directory", "DIR", RootOptions::directory)
            .description("Directory to serve. Default: ${DEFAULT-VALUE}")
            .defaultValue(".");

    private final OptionValue<List<Mount>> mounts = option("--mount", "PATH=DIR", Mount::parse)
            .description(
                    "Serve another directory under a path prefix, e.g. /docs=target/site. Repeatable; the longest prefix wins.")
            .repeatable();

    private final OptionValue<UriPath> basePath = option("--base-path", "PATH", MappingOptions::parsePath)
            .description("Path prefix of all requests, if the reverse proxy does not strip it."
                    + " Default: ${DEFAULT-VALUE}")
            .defaultValue("/");

    private final OptionValue<DotfilePolicy> dotfiles = option("--dotfiles", "RULE", EnumParser.of(DotfilePolicy.class))
            .description("Dotfiles: 'deny' hides all except /.well-known, 'allow' serves them."
                    + " Default: ${DEFAULT-VALUE}")
            .defaultValue("deny");

    private final OptionValue<SymlinkPolicy> symlinks = option("--symlinks", "RULE", EnumParser.of(SymlinkPolicy.class))
            .description(
                    "Symbolic links: 'inside' follows links that stay in the root, 'deny' follows none, 'follow' follows all."
                            + " Default: ${DEFAULT-VALUE}")
            .defaultValue("inside");

    private final OptionValue<Optional<String>> healthPath = option("--health-path", "PATH", RootOptions::absolutePath)
            .description(
                    "Health check path for load balancers: 200, or 503 during shutdown. Hides a file at that path. Default: off")
            .optional();

    /** Creates the options of a command. */
    public RootOptions() {
        super("Site");
    }

    /** Rejects an empty path: to Java it is the working directory, but in a script it is a variable that is not set. */
    private static Path directory(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the name of the directory is empty; write . for the working directory");
        }
        return Path.of(text);
    }

    /** A path as in a request. */
    private static String absolutePath(String text) {
        if (!isAbsolutePath(text)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a valid path; it must start with a slash and be percent-encoded");
        }
        return text;
    }

    /** A slash and visible ASCII characters, but none that begins a query or a fragment. */
    private static boolean isAbsolutePath(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '?' || c == '#') {
                return false;
            }
        }
        return text.startsWith("/");
    }

    /** The values. */
    public RootConfig config() {
        return new RootConfig(
                directory.value(),
                mounts.value(),
                basePath.value(),
                dotfiles.value(),
                symlinks.value(),
                healthPath.value());
    }
}
