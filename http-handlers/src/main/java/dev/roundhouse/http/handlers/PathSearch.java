package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Asked.Named;
import dev.roundhouse.http.handlers.Mounts.Spot;
import dev.roundhouse.http.handlers.Resource.Directory;
import dev.roundhouse.http.handlers.Resource.Found;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One path being looked up within one root, by the order that {@link Mapping} tells. */
final class PathSearch<R> {
    private static final String HTML = ".html";

    private final MappingOptions options;
    private final Mapping.Lookup<R> lookup;
    private final Named asked;
    private final Spot<R> spot;
    private final Mapping.Trace trace;

    PathSearch(MappingOptions options, Mapping.Lookup<R> lookup, Named asked, Spot<R> spot, Mapping.Trace trace) {
        this.options = options;
        this.lookup = lookup;
        this.asked = asked;
        this.spot = spot;
        this.trace = trace;
    }

    Mapped<R> result() throws IOException {
        Resource here = find("path", spot.inside());
        if (here instanceof Found file) {
            return ofFile(file);
        }
        boolean directoryMeant = here instanceof Directory && asked.path().endsWithSlash();
        if (options.cleanUrls() && !directoryMeant && !asked.name().isEmpty() && !atMount()) {
            UriPath page = renamed(spot.inside(), asked.name() + HTML);
            if (find("clean", page) instanceof Found file) {
                return ofCleanPath(file);
            }
        }
        return here instanceof Directory directory ? ofDirectory(directory) : new Mapped.Missing<>();
    }

    /** A file is no directory: with a slash behind it, it is not found. */
    private Mapped<R> ofFile(Found file) throws IOException {
        if (asked.path().endsWithSlash()) {
            return new Mapped.Missing<>();
        }
        Optional<UriPath> shorter = options.cleanUrls() ? cleanPath() : Optional.empty();
        if (shorter.isPresent()) {
            return new Mapped.Redirect<>(Status.PERMANENT_REDIRECT, location(shorter.get()));
        }
        return serve(file, spot.onSite());
    }

    /** The shorter path under which this file is served, too: which is so only if nothing else comes first there. */
    private Optional<UriPath> cleanPath() throws IOException {
        String name = asked.name();
        if (options.index().contains(name)) {
            UriPath directory = parent(spot.inside());
            return index(directory).filter(name::equals).map(same -> parent(asked.path()));
        }
        String stem = name.endsWith(HTML) ? name.substring(0, name.length() - HTML.length()) : "";
        if (stem.isEmpty() || stem.equals(".") || stem.equals("..")) {
            return Optional.empty();
        }
        boolean taken = find("clean", renamed(spot.inside(), stem)) instanceof Found;
        return taken ? Optional.empty() : Optional.of(renamed(asked.path(), stem));
    }

    private Optional<String> index(UriPath directory) throws IOException {
        for (String name : options.index()) {
            if (find("index", child(directory, name)) instanceof Found) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private Mapped<R> ofCleanPath(Found file) {
        if (asked.path().endsWithSlash()) {
            UriPath page = new UriPath(asked.path().segments(), false);
            return new Mapped.Redirect<>(Status.PERMANENT_REDIRECT, location(page));
        }
        return serve(file, renamed(spot.onSite(), asked.name() + HTML));
    }

    private Mapped<R> ofDirectory(Directory directory) throws IOException {
        if (!asked.path().endsWithSlash() || !asked.canonical()) {
            return moved(new UriPath(asked.path().segments(), true), asked.query());
        }
        for (String name : options.index()) {
            if (find("index", child(spot.inside(), name)) instanceof Found file) {
                return serve(file, child(spot.onSite(), name));
            }
        }
        return options.listings()
                ? new Mapped.ListNames<>(spot.root(), directory, spot.onSite())
                : new Mapped.Missing<>();
    }

    private Mapped<R> serve(Found file, UriPath path) {
        return asked.canonical()
                ? new Mapped.Serve<>(spot.root(), file, path, asked.path(), false)
                : moved(asked.path(), asked.query());
    }

    /** The canonical spelling; no second slash follows the first, which a browser would take for another host. */
    static <R> Mapped<R> moved(UriPath path, String query) {
        return new Mapped.Redirect<>(Status.MOVED_PERMANENTLY, path.encoded() + query);
    }

    private String location(UriPath path) {
        return path.encoded() + asked.query();
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
