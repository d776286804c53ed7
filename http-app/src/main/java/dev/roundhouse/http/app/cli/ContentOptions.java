package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ContentConfig;
import dev.roundhouse.http.cli.EnumParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.SizeParser;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.headers.MediaTypes;
import dev.roundhouse.http.handlers.options.EntityTagSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The options of how files are sent. */
public final class ContentOptions extends OptionGroup {
    private final OptionValue<List<String>> types = option("--mime", "NAME=TYPE", ContentOptions::mediaType)
            .description("MIME type for a file extension, a file name or a glob, e.g. ts=video/mp2t,"
                    + " apple-app-site-association=application/json or '*.data.br=application/octet-stream'."
                    + " Repeatable; the last match wins.")
            .repeatable();

    private final OptionValue<List<String>> codings = option("--content-encoding", "NAME=CODING", ContentOptions::coded)
            .description(
                    "Content coding for a file extension, a file name or a glob, e.g. '*.data.br=br': gzip, br, zstd, or"
                            + " 'off' to send the file without a Content-Encoding. Also sent to clients that do not"
                            + " accept it. Repeatable. Default: that of .gz, .br and .zst if browsers display or run the"
                            + " decoded file, e.g. app.js.br")
            .repeatable();

    private final OptionValue<CharsetMode> charset = option("--charset", "NAME", EnumParser.of(CharsetMode.class))
            .description(
                    "charset parameter of text types: 'utf-8' or 'off'. Override single extensions with --mime. Default: ${DEFAULT-VALUE}")
            .defaultValue("utf-8");

    private final OptionValue<EntityTagSource> entityTags = option(
                    "--etag", "SOURCE", EnumParser.of(EntityTagSource.class))
            .description(
                    "ETag source: 'stat' (size and modification time) or 'content' (hash, identical on all replicas)."
                            + " Files above 256 KiB are hashed in the background and have no content ETag until then."
                            + " Default: ${DEFAULT-VALUE}")
            .defaultValue("stat");

    private final OptionValue<List<ContentCoding>> precompressed = option(
                    "--precompressed", "LIST", ContentOptions::codings)
            .description(
                    "Precompressed sidecars (a.css.br, a.css.zst, a.css.gz) to look for, in order of preference, or 'off'."
                            + " Default: ${DEFAULT-VALUE}")
            .defaultValue("br,zstd,gzip");

    private final OptionValue<List<ContentCoding>> compressed = option("--compress", "LIST", ContentOptions::codings)
            .description(
                    "Content codings for on-the-fly compression of text (the result is cached), in order of preference, or 'off'. Default: ${DEFAULT-VALUE}")
            .defaultValue("br,zstd,gzip");

    private final OptionValue<Optional<Long>> cacheBytes = option("--cache-size", "SIZE", SizeParser::parse)
            .description(
                    "Off-heap cache size for small and compressed files; 0 disables the cache and compression. Default: 256MiB or 1/8 of the heap, whichever is smaller.")
            .optional();

    /** Creates the options of a command. */
    public ContentOptions() {
        super("Content");
    }

    /** Whether text has a charset parameter. */
    private enum CharsetMode {
        UTF_8,
        OFF
    }

    /** Parses {@code br,gzip} or {@code off}. */
    private static List<ContentCoding> codings(String text) {
        return text.equals("off")
                ? List.of()
                : Stream.of(text.split(",", -1)).map(ContentOptions::coding).toList();
    }

    private static ContentCoding coding(String token) {
        return Stream.of(ContentCoding.values())
                .filter(coding -> coding.token().equals(token.strip()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "'" + token
                                        + "' is not a supported content coding; use a comma-separated list of br, zstd, gzip, or 'off'"));
    }

    /** Checks {@code ts=video/mp2t}. The text is kept, since the table that it changes is created later. */
    private static String mediaType(String text) {
        MediaTypes.standard().with(text);
        return text;
    }

    /** Checks {@code *.data.br=br}. The text is kept for the same reason. */
    private static String coded(String text) {
        MediaTypes.standard().withCoding(text);
        return text;
    }

    /** The values. */
    public ContentConfig config() {
        return new ContentConfig(
                types.value(),
                codings.value(),
                charset.value() == CharsetMode.UTF_8,
                entityTags.value(),
                precompressed.value(),
                compressed.value(),
                cacheBytes.value());
    }
}
