package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.handlers.files.Resource.Directory;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.handlers.mapping.MountTable.MountedPath;
import dev.roundhouse.http.handlers.mapping.TargetPath.FilePath;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The search for the file of one path in one root, in the order that {@link PathMapper} defines. */
final class PathSearch {
    private static final String HTML = ".html";

    private final MappingOptions options;
    private final PathMapper.ResourceLookup lookup;
    private final FilePath target;
    private final MountedPath mountedPath;
    private final Predicate<UriPath> isHere;
    private final PathMapper.MappingTrace trace;

    /** @param isHere whether another path leads to the same root, not to a mount */
    PathSearch(
            MappingOptions options,
            PathMapper.ResourceLookup resourceLookup,
            FilePath target,
            MountedPath mountedPath,
            Predicate<UriPath> isHere,
            PathMapper.MappingTrace mappingTrace) {
        this.options = options;
        this.lookup = resourceLookup;
        this.target = target;
        this.mountedPath = mountedPath;
        this.isHere = isHere;
        this.trace = mappingTrace;
    }

    MappingResult result() throws IOException {
        Resource here = find("path", mountedPath.pathInRoot());
        if (here instanceof RegularFile file) {
            return fileResult(file);
        }
        boolean directoryMeant = here instanceof Directory && target.path().endsWithSlash();
        if (options.cleanUrls() && !directoryMeant && !target.fileName().isEmpty() && !isMountRoot()) {
            UriPath page = withName(mountedPath.pathInRoot(), target.fileName() + HTML);
            if (find("clean", page) instanceof RegularFile file) {
                return cleanUrlResult(file);
            }
        }
        return here instanceof Directory directory ? directoryResult(directory) : new MappingResult.NotFound();
    }

    /** A file is not found under a path with a trailing slash. */
    private MappingResult fileResult(RegularFile file) throws IOException {
        if (target.path().endsWithSlash()) {
            return new MappingResult.NotFound();
        }
        Optional<UriPath> shorter = options.cleanUrls() ? cleanUrl() : Optional.empty();
        if (shorter.isPresent()) {
            return new MappingResult.Redirect(Status.PERMANENT_REDIRECT, target.to(shorter.get()));
        }
        return serve(file, mountedPath.sitePath());
    }

    /** The shorter path of this file, unless another file has that path. */
    private Optional<UriPath> cleanUrl() throws IOException {
        String name = target.fileName();
        if (isIndex(name)) {
            return Optional.of(parent(target.path()));
        }
        String stem = name.endsWith(HTML) ? name.substring(0, name.length() - HTML.length()) : "";
        if (stem.isEmpty() || stem.equals(".") || stem.equals("..")) {
            return Optional.empty();
        }
        UriPath shorter = withName(target.path(), stem);
        boolean taken =
                find("clean", withName(mountedPath.pathInRoot(), stem)) instanceof RegularFile || !isHere.test(shorter);
        return taken ? Optional.empty() : Optional.of(shorter);
    }

    /** Whether the file of this name, in the directory of the target, is the index file of that directory. */
    private boolean isIndex(String name) throws IOException {
        return options.indexFiles().contains(name)
                && index(parent(mountedPath.pathInRoot())).filter(name::equals).isPresent();
    }

    private Optional<String> index(UriPath directory) throws IOException {
        for (String name : options.indexFiles()) {
            if (find("index", child(directory, name)) instanceof RegularFile) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private MappingResult cleanUrlResult(RegularFile file) throws IOException {
        if (isIndex(target.fileName() + HTML)) {
            return new MappingResult.Redirect(Status.PERMANENT_REDIRECT, target.to(parent(target.path())));
        }
        if (target.path().endsWithSlash()) {
            UriPath page = new UriPath(target.path().segments(), false);
            return new MappingResult.Redirect(Status.PERMANENT_REDIRECT, target.to(page));
        }
        return serve(file, withName(mountedPath.sitePath(), target.fileName() + HTML));
    }

    private MappingResult directoryResult(Directory directory) throws IOException {
        if (!target.path().endsWithSlash() || !target.isCanonical()) {
            return redirect(target, new UriPath(target.path().segments(), true));
        }
        for (String name : options.indexFiles()) {
            if (find("index", child(mountedPath.pathInRoot(), name)) instanceof RegularFile file) {
                return serve(file, child(mountedPath.sitePath(), name));
            }
        }
        return options.listings()
                ? new MappingResult.ListDirectory(mountedPath.root(), directory, mountedPath.sitePath())
                : new MappingResult.NotFound();
    }

    private MappingResult serve(RegularFile file, UriPath path) {
        return target.isCanonical()
                ? new MappingResult.ServeFile(mountedPath.root(), file, path, target.path(), false)
                : redirect(target, target.path());
    }

    /** A redirect to the canonical path. */
    static MappingResult redirect(FilePath target, UriPath path) {
        return new MappingResult.Redirect(Status.MOVED_PERMANENTLY, target.to(path));
    }

    private Resource find(String step, UriPath path) throws IOException {
        Resource resource = lookup.find(mountedPath.root(), path);
        trace.record(step, path, resource.description());
        return resource;
    }

    /** Whether the path is that of the mounted directory: a file next to it belongs to another root. */
    private boolean isMountRoot() {
        return mountedPath.pathInRoot().segments().isEmpty();
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

    private static UriPath withName(UriPath path, String name) {
        return child(parent(path), name);
    }
}
