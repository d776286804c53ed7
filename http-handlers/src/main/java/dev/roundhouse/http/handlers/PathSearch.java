package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.MountTable.MountedPath;
import dev.roundhouse.http.handlers.Resource.Directory;
import dev.roundhouse.http.handlers.Resource.RegularFile;
import dev.roundhouse.http.handlers.TargetPath.FilePath;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One path being looked up within one root, by the order that {@link PathMapper} tells. */
final class PathSearch<R> {
    private static final String HTML = ".html";

    private final MappingOptions options;
    private final PathMapper.ResourceLookup<R> lookup;
    private final FilePath asked;
    private final MountedPath<R> spot;
    private final Predicate<UriPath> isHere;
    private final PathMapper.MappingTrace trace;

    /** @param isHere whether another path leads to the same root, and not to a mount */
    PathSearch(
            MappingOptions options,
            PathMapper.ResourceLookup<R> lookup,
            FilePath asked,
            MountedPath<R> spot,
            Predicate<UriPath> isHere,
            PathMapper.MappingTrace trace) {
        this.options = options;
        this.lookup = lookup;
        this.asked = asked;
        this.spot = spot;
        this.isHere = isHere;
        this.trace = trace;
    }

    MappingResult<R> result() throws IOException {
        Resource here = find("path", spot.inside());
        if (here instanceof RegularFile file) {
            return ofFile(file);
        }
        boolean directoryMeant = here instanceof Directory && asked.path().endsWithSlash();
        if (options.cleanUrls() && !directoryMeant && !asked.name().isEmpty() && !atMount()) {
            UriPath page = renamed(spot.inside(), asked.name() + HTML);
            if (find("clean", page) instanceof RegularFile file) {
                return ofCleanPath(file);
            }
        }
        return here instanceof Directory directory ? ofDirectory(directory) : new MappingResult.NotFound<>();
    }

    /** A file is no directory: with a slash behind it, it is not found. */
    private MappingResult<R> ofFile(RegularFile file) throws IOException {
        if (asked.path().endsWithSlash()) {
            return new MappingResult.NotFound<>();
        }
        Optional<UriPath> shorter = options.cleanUrls() ? cleanPath() : Optional.empty();
        if (shorter.isPresent()) {
            return new MappingResult.Redirect<>(Status.PERMANENT_REDIRECT, asked.to(shorter.get()));
        }
        return serve(file, spot.onSite());
    }

    /** The shorter path under which this file is served, too: which is so only if nothing else comes first there. */
    private Optional<UriPath> cleanPath() throws IOException {
        String name = asked.name();
        if (isIndex(name)) {
            return Optional.of(parent(asked.path()));
        }
        String stem = name.endsWith(HTML) ? name.substring(0, name.length() - HTML.length()) : "";
        if (stem.isEmpty() || stem.equals(".") || stem.equals("..")) {
            return Optional.empty();
        }
        UriPath shorter = renamed(asked.path(), stem);
        boolean taken = find("clean", renamed(spot.inside(), stem)) instanceof RegularFile || !isHere.test(shorter);
        return taken ? Optional.empty() : Optional.of(shorter);
    }

    /** Whether the file of this name, beside what was asked for, is what its directory is answered with. */
    private boolean isIndex(String name) throws IOException {
        return options.index().contains(name)
                && index(parent(spot.inside())).filter(name::equals).isPresent();
    }

    private Optional<String> index(UriPath directory) throws IOException {
        for (String name : options.index()) {
            if (find("index", child(directory, name)) instanceof RegularFile) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private MappingResult<R> ofCleanPath(RegularFile file) throws IOException {
        if (isIndex(asked.name() + HTML)) {
            return new MappingResult.Redirect<>(Status.PERMANENT_REDIRECT, asked.to(parent(asked.path())));
        }
        if (asked.path().endsWithSlash()) {
            UriPath page = new UriPath(asked.path().segments(), false);
            return new MappingResult.Redirect<>(Status.PERMANENT_REDIRECT, asked.to(page));
        }
        return serve(file, renamed(spot.onSite(), asked.name() + HTML));
    }

    private MappingResult<R> ofDirectory(Directory directory) throws IOException {
        if (!asked.path().endsWithSlash() || !asked.canonical()) {
            return moved(asked, new UriPath(asked.path().segments(), true));
        }
        for (String name : options.index()) {
            if (find("index", child(spot.inside(), name)) instanceof RegularFile file) {
                return serve(file, child(spot.onSite(), name));
            }
        }
        return options.listings()
                ? new MappingResult.ListDirectory<>(spot.root(), directory, spot.onSite())
                : new MappingResult.NotFound<>();
    }

    private MappingResult<R> serve(RegularFile file, UriPath path) {
        return asked.canonical()
                ? new MappingResult.ServeFile<>(spot.root(), file, path, asked.path(), false)
                : moved(asked, asked.path());
    }

    /** To the canonical spelling. */
    static <R> MappingResult<R> moved(FilePath asked, UriPath path) {
        return new MappingResult.Redirect<>(Status.MOVED_PERMANENTLY, asked.to(path));
    }

    private Resource find(String step, UriPath path) throws IOException {
        Resource resource = lookup.find(spot.root(), path);
        trace.note(step, path, resource.kind());
        return resource;
    }

    /** Beside the mount's directory nothing belongs to it. */
    private boolean atMount() {
        return spot.inside().segments().isEmpty();
    }

    private static UriPath child(UriPath directory, String name) {
        List<String> segments = new ArrayList<>(directory.segments());
        segments.add(name);
        return new UriPath(segments, false);
    }

    private static UriPath parent(UriPath path) {
        List<String> segments = path.segments();
        return new UriPath(segments.subList(0, segments.size() - 1), true);
    }

    private static UriPath renamed(UriPath path, String name) {
        return child(parent(path), name);
    }
}
