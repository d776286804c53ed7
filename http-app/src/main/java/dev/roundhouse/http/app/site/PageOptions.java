package dev.roundhouse.http.app.site;

import dev.roundhouse.http.app.config.AttachedValue;
import dev.roundhouse.http.app.config.Values;
import dev.roundhouse.http.handlers.MappingOptions;
import dev.roundhouse.http.semantics.UriPath;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which path leads to which page. */
@Command(description = "Pages")
public final class PageOptions {
    private static final String SPA_FILE = "index.html";

    @Option(
            names = "--index",
            paramLabel = "NAME[,NAME]",
            defaultValue = "index.html",
            converter = NamesValue.class,
            description =
                    "Files that stand for their directory; the first that is there does. Default: ${DEFAULT-VALUE}")
    private Names index;

    @Option(
            names = "--clean-urls",
            description = "Serves about.html at /about, and redirects /about.html and /about/index.html there.")
    private boolean cleanUrls;

    @Option(
            names = "--spa",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = SPA_FILE,
            preprocessor = AttachedValue.class,
            converter = FileValue.class,
            description = "For an application that makes up its own paths: what is not there, has no extension, and is"
                    + " asked for as HTML, is answered with this file, " + SPA_FILE + " when none is named.")
    private Optional<UriPath> spa;

    @Option(
            names = "--listing",
            negatable = true,
            fallbackValue = "true",
            description = "Lists directories that have no index. Default: only while bound to a loopback address")
    private Optional<Boolean> listing;

    /** For picocli. */
    public PageOptions() {}

    /** A list that is one value of one option. */
    record Names(List<String> names) {}

    /** {@code index.html,index.htm} */
    static final class NamesValue extends Values<Names> {
        NamesValue() {
            super(text -> new Names(MappingOptions.names(text)));
        }
    }

    /** A file below the root. */
    static final class FileValue extends Values<UriPath> {
        FileValue() {
            super(MappingOptions::file);
        }
    }

    /**
     * The mapping of a site.
     *
     * @param local whether only this machine can see it
     */
    MappingOptions mapping(RootOptions roots, boolean local) {
        return new MappingOptions(
                roots.basePath(), index.names(), cleanUrls, spa, roots.dotfiles(), listing.orElse(local));
    }
}
