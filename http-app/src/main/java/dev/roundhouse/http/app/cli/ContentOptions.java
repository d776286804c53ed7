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
            .description("Media type of files with this extension, name or glob, as ts=video/mp2t,"
                    + " apple-app-site-association=application/json or '*.data.br=application/octet-stream'. May be"
                    + " repeated; the last one wins.")
            .repeatable();

    private final OptionValue<List<String>> codings = option("--content-encoding", "NAME=CODING", ContentOptions::coded)
            .description(
                    "Content coding of files with this extension, name or glob, as '*.data.br=br': gzip, br, zstd, or"
                            + " off to send them as they are. Sent also to clients that do not accept it."
                            + " May be repeated. Default: that of .gz, .br, .zst where browsers"
                            + " show or run what is in the file, as in app.js.br")
            .repeatable();

    private final OptionValue<CharsetMode> charset = option("--charset", "NAME", EnumParser.of(CharsetMode.class))
            .description(
                    "charset parameter of text types: 'utf-8' or 'off'. Override single extensions with --mime. Default: ${DEFAULT-VALUE}")
            .defaultValue("utf-8");

    private final OptionValue<EntityTagSource> entityTags = option(
                    "--etag", "SOURCE", EnumParser.of(EntityTagSource.class))
            .description("What entity tags are made from: stat is size and time of change, content a hash, which is the"
                    + " same on servers whose copies differ in time; a file above 256 KiB has one as soon as it was hashed in"
                    + " the background. Default: ${DEFAULT-VALUE}")
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

    /** Checks {@code *.data.br=br}, and keeps the text for the same reason. */
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
