package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.headers.CacheControlRule;
import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.headers.HeaderRule;
import dev.roundhouse.http.handlers.headers.MediaTypes;
import dev.roundhouse.http.handlers.options.EntityTagSource;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.handlers.options.Mount;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Creates the site of a file scenario. */
public final class FileSite {
    /**
     * The current time: noon of the day after the modification time of the files. It is constant, so that responses do
     * not change.
     */
    public static final Instant NOW = Instant.parse("1994-11-07T12:00:00Z");

    private static final String OPTION_NAMES =
            " base-path cache-control cache-size charset clean-urls compress content-encoding cors dotfiles etag header"
                    + " immutable-hashed index listing mime mount precompressed spa symlinks ";

    private final Path tree;
    private final List<String> options;

    private FileSite(Path tree, List<String> options) {
        this.tree = tree;
        this.options = options;
    }

    /** Creates the file tree. */
    public static void createTree(Path tree) throws IOException {
        FileTree.create(Corpus.fileTree(), tree);
    }

    /** A new site with an empty cache; the caller closes it. */
    public static SiteHandler of(SiteFixture siteFixture, Path tree) throws IOException {
        siteFixture.options().forEach(FileSite::requireKnown);
        FileSite site = new FileSite(tree, siteFixture.options());
        return new SiteHandler(tree.resolve(siteFixture.directory()), site.mounts(), site.options(), () -> NOW);
    }

    private static void requireKnown(String option) {
        if (!option.startsWith("--")
                || !OPTION_NAMES.contains(" " + option.substring(2).replaceFirst("=.*", "") + " ")) {
            throw new IllegalArgumentException("unknown option of the file site: " + option);
        }
    }

    private SiteOptions options() {
        SiteOptions options = SiteOptions.DEFAULT
                .withMapping(mapping())
                .withSymlinks(symlinks())
                .withFiles(files());
        return value("cors").map(CorsPolicy::parse).map(options::withCors).orElse(options);
    }

    private MappingOptions mapping() {
        return new MappingOptions(
                value("base-path").map(MappingOptions::parsePath).orElse(UriPath.ROOT),
                value("index").map(MappingOptions::parseNames).orElse(MappingOptions.DEFAULT.indexFiles()),
                has("clean-urls"),
                value("spa").map(MappingOptions::parseFile),
                value("dotfiles")
                        .map(word -> DotfilePolicy.valueOf(upper(word)))
                        .orElse(MappingOptions.DEFAULT.dotfiles()),
                has("listing"));
    }

    private SymlinkPolicy symlinks() {
        return value("symlinks").map(word -> SymlinkPolicy.valueOf(upper(word))).orElse(SiteOptions.DEFAULT.symlinks());
    }

    private FileOptions files() {
        FileOptions defaults = FileOptions.DEFAULT;
        return new FileOptions(
                types(),
                value("etag").map(word -> EntityTagSource.valueOf(upper(word))).orElse(defaults.entityTags()),
                isOff("precompressed") ? List.of() : defaults.precompressed(),
                isOff("compress") ? List.of() : defaults.compressed(),
                value("cache-size").map(Long::valueOf).orElse(defaults.cacheBytes()),
                new HeaderPolicy(
                        values("cache-control").stream()
                                .map(CacheControlRule::parse)
                                .toList(),
                        has("immutable-hashed"),
                        values("header").stream().map(HeaderRule::parse).toList()));
    }

    private MediaTypes types() {
        MediaTypes types = isOff("charset") ? MediaTypes.standard().withoutCharset() : MediaTypes.standard();
        for (String type : values("mime")) {
            types = types.with(type);
        }
        for (String coding : values("content-encoding")) {
            types = types.withCoding(coding);
        }
        return types;
    }

    private List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        for (String mount : values("mount")) {
            Mount relative = Mount.parse(mount);
            mounts.add(new Mount(relative.prefix(), tree.resolve(relative.directory())));
        }
        return mounts;
    }

    private boolean isOff(String option) {
        return value(option).filter("off"::equals).isPresent();
    }

    private boolean has(String name) {
        return options.contains("--" + name);
    }

    private Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    private List<String> values(String name) {
        String prefix = "--" + name + "=";
        return options.stream()
                .filter(option -> option.startsWith(prefix))
                .map(option -> option.substring(prefix.length()))
                .toList();
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
