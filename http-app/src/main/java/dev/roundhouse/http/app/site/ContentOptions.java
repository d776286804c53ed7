package dev.roundhouse.http.app.site;

import dev.roundhouse.http.app.config.Sizes;
import dev.roundhouse.http.app.config.Values;
import dev.roundhouse.http.app.config.Words;
import dev.roundhouse.http.handlers.ContentCoding;
import dev.roundhouse.http.handlers.EntityTagSource;
import dev.roundhouse.http.handlers.FileFields;
import dev.roundhouse.http.handlers.FileOptions;
import dev.roundhouse.http.handlers.MediaTypes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How files are sent. */
@Command(description = "Files")
public final class ContentOptions {
    @Option(
            names = "--mime",
            paramLabel = "EXT=TYPE",
            converter = MediaTypeValue.class,
            description = "Media type of files with this extension, as ts=video/mp2t. May be repeated.")
    private List<String> types = List.of();

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "utf-8",
            converter = CharsetWord.class,
            description = "What text is said to be written in: utf-8, or off to say nothing; single types are given"
                    + " theirs with --mime. Default: ${DEFAULT-VALUE}")
    private Charset charset;

    @Option(
            names = "--etag",
            paramLabel = "SOURCE",
            defaultValue = "stat",
            converter = EntityTagWord.class,
            description =
                    "What entity tags are made from: stat is size and time of change, content a hash, which is the"
                            + " same on servers whose copies differ in time. Default: ${DEFAULT-VALUE}")
    private EntityTagSource entityTags;

    @Option(
            names = "--precompressed",
            paramLabel = "LIST",
            defaultValue = "br,zstd,gzip",
            converter = CodingsValue.class,
            description = "Files to look for beside a file, a.css.br, a.css.zst, a.css.gz, best first, or off."
                    + " Default: ${DEFAULT-VALUE}")
    private Codings precompressed;

    @Option(
            names = "--compress",
            paramLabel = "LIST",
            defaultValue = "br,zstd,gzip",
            converter = CodingsValue.class,
            description =
                    "Codings that text is compressed with once, and kept in, when there is no such file, best first,"
                            + " or off. Default: ${DEFAULT-VALUE}")
    private Codings compressed;

    @Option(
            names = "--cache",
            paramLabel = "SIZE",
            converter = Sizes.Any.class,
            description = "Memory outside the heap for small files and compressed ones; 0 for none, and no compressing."
                    + " Default: 64MiB, or an eighth of the heap where that is less")
    private Optional<Long> cacheBytes;

    /** For picocli. */
    public ContentOptions() {}

    /** A list that is one value of one option. */
    record Codings(List<ContentCoding> codings) {}

    /** {@code br,gzip}, or {@code off} */
    static final class CodingsValue extends Values<Codings> {
        CodingsValue() {
            super(CodingsValue::parse);
        }

        private static Codings parse(String text) {
            return new Codings(
                    text.equals("off")
                            ? List.of()
                            : Stream.of(text.split(",", -1))
                                    .map(CodingsValue::coding)
                                    .toList());
        }

        private static ContentCoding coding(String token) {
            return Stream.of(ContentCoding.values())
                    .filter(coding -> coding.token().equals(token.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + token + "' is no coding; write br, zstd and gzip with commas between them, or off"));
        }
    }

    /** {@code ts=video/mp2t}, kept as text because the table that it changes is made later. */
    static final class MediaTypeValue extends Values<String> {
        MediaTypeValue() {
            super(text -> {
                MediaTypes.standard().with(text);
                return text;
            });
        }
    }

    /** What text is said to be written in. */
    enum Charset {
        UTF_8,
        OFF
    }

    /** {@code utf-8}, or {@code off} */
    static final class CharsetWord extends Words<Charset> {
        CharsetWord() {
            super(Charset.class);
        }
    }

    /** What entity tags are made from. */
    static final class EntityTagWord extends Words<EntityTagSource> {
        EntityTagWord() {
            super(EntityTagSource.class);
        }
    }

    /** The way files are sent, with these fields. */
    FileOptions files(FileFields fields) {
        FileOptions usual = FileOptions.DEFAULT;
        return new FileOptions(
                mediaTypes(),
                entityTags,
                precompressed.codings(),
                compressed.codings(),
                cacheBytes.orElse(usual.cacheBytes()),
                fields);
    }

    private MediaTypes mediaTypes() {
        MediaTypes table = charset == Charset.UTF_8
                ? MediaTypes.standard()
                : MediaTypes.standard().withoutCharset();
        for (String type : types) {
            table = table.with(type);
        }
        return table;
    }
}
