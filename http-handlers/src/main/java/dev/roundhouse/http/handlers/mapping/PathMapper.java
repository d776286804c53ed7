package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.handlers.mapping.MountTable.MountedPath;
import dev.roundhouse.http.handlers.mapping.TargetPath.FilePath;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.semantics.Accept;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Maps the path of a request to a file. It accesses files only through a {@link ResourceLookup}, so that clients, tests and
 * explanations get the same result.
 *
 * <p>In this order: the base path; the mount; names with a dot; the file of that name; with clean URLs the file of that name
 * and {@code .html}; the directory, its index files, its listing; and where nothing was found, and at the top also before
 * its listing, the file of the single-page application. Each file is served under one path only: other spellings are redirected.
 */
public final class PathMapper {
    private static final String WELL_KNOWN = ".well-known";

    private final MappingOptions options;
    private final MountTable mounts;
    private final ResourceLookup lookup;

    /** Finds what a path leads to in a root. */
    @FunctionalInterface
    public interface ResourceLookup {
        /**
         * Finds it, without opening it.
         *
         * @throws IOException when the root cannot be reached
         */
        Resource find(DocumentRoot root, UriPath path) throws IOException;
    }

    /** Receives each step of a mapping. */
    @FunctionalInterface
    public interface MappingTrace {
        /** Ignores all steps. */
        MappingTrace NONE = (step, path, result) -> {};

        /**
         * Records a step.
         *
         * @param step name of the step
         * @param path the path that was looked up
         * @param result what was found, in a word or two
         */
        void record(String step, UriPath path, String result);
    }

    /** A mapper for these roots. */
    public PathMapper(
            MappingOptions options, DocumentRoot top, List<MountedRoot> mounts, ResourceLookup resourceLookup) {
        this.options = options;
        this.mounts = new MountTable(options.basePath(), top, mounts);
        this.lookup = resourceLookup;
    }

    private PathMapper(MappingOptions options, MountTable mountTable, ResourceLookup resourceLookup) {
        this.options = options;
        this.mounts = mountTable;
        this.lookup = resourceLookup;
    }

    /** The same mapper with another lookup. */
    public PathMapper with(ResourceLookup other) {
        return new PathMapper(options, mounts, other);
    }

    /** The root of paths that are below no mount. */
    public DocumentRoot root() {
        return mounts.root();
    }

    public MappingOptions options() {
        return options;
    }

    /**
     * Maps the path of a GET or HEAD request.
     *
     * @throws IOException when a root cannot be reached
     */
    public MappingResult map(Request request, MappingTrace mappingTrace) throws IOException {
        TargetPath targetPath = TargetPath.of(request.target());
        if (targetPath instanceof FilePath filePath) {
            return map(filePath, request, mappingTrace);
        }
        return targetPath instanceof TargetPath.Malformed
                ? new MappingResult.BadRequest()
                : new MappingResult.NotFound();
    }

    private MappingResult map(FilePath requested, Request request, MappingTrace mappingTrace) throws IOException {
        Optional<MountedPath> mountedPath = mounts.locate(requested.path());
        if (mountedPath.isEmpty()) {
            mappingTrace.record("base path", options.basePath(), "outside");
            return new MappingResult.NotFound();
        }
        UriPath onSite = mountedPath.get().sitePath();
        if (isHidden(onSite.segments())) {
            mappingTrace.record("dot file", onSite, "hidden");
            return new MappingResult.NotFound();
        }
        mappingTrace.record(
                mountedPath.get().isRoot() ? "root" : "mount", mountedPath.get().pathInRoot(), "inside");
        Predicate<UriPath> isHere =
                path -> mounts.locate(path).filter(mountedPath.get()::isSibling).isPresent();
        MappingResult found =
                new PathSearch(options, lookup, requested, mountedPath.get(), isHere, mappingTrace).result();
        boolean isFallbackPossible =
                found instanceof MappingResult.NotFound || isListingOfRoot(found, mountedPath.get());
        return isFallbackPossible
                ? spaFallback(requested, mountedPath.get(), request, mappingTrace)
                        .orElse(found)
                : found;
    }

    /** A single-page application takes precedence over the listing of the root. */
    private static boolean isListingOfRoot(MappingResult found, MountedPath mountedPath) {
        return found instanceof MappingResult.ListDirectory
                && mountedPath.pathInRoot().segments().isEmpty();
    }

    private boolean isHidden(List<String> segments) {
        int from = !segments.isEmpty() && segments.get(0).equals(WELL_KNOWN) ? 1 : 0;
        return options.dotfiles() == DotfilePolicy.DENY
                && segments.stream().skip(from).anyMatch(name -> name.startsWith("."));
    }

    /**
     * The file of the application. It is not served for a path with an extension, which is that of a file, for one below a mount,
     * and for one below {@code /.well-known/}: clients must be able to detect missing metadata (RFC 8615 §3).
     */
    private Optional<MappingResult> spaFallback(
            FilePath requested, MountedPath mountedPath, Request request, MappingTrace mappingTrace)
            throws IOException {
        boolean isEligible = options.spa().isPresent()
                && mountedPath.isRoot()
                && requested.fileName().indexOf('.') < 0
                && !isWellKnown(mountedPath);
        if (!isEligible || !Accept.of(request.headers()).accepts("text/html")) {
            return Optional.empty();
        }
        UriPath file = options.spa().get();
        Resource resource = lookup.find(mounts.root(), file);
        mappingTrace.record("fallback", file, resource.description());
        if (!(resource instanceof Resource.RegularFile regularFile)) {
            return Optional.empty();
        }
        return Optional.of(
                requested.isCanonical()
                        ? new MappingResult.ServeFile(mounts.root(), regularFile, file, file, true)
                        : PathSearch.redirect(requested, requested.path()));
    }

    private static boolean isWellKnown(MountedPath mountedPath) {
        List<String> segments = mountedPath.sitePath().segments();
        return !segments.isEmpty() && segments.get(0).equals(WELL_KNOWN);
    }
}
