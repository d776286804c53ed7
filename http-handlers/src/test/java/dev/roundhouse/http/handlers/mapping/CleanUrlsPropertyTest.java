package dev.roundhouse.http.handlers.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.ReferenceResolution;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.files.FileMetadata;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** For random small trees, index names and mounts: with clean URLs every file has one path, and all redirects end there. */
@Tag("java-independent")
class CleanUrlsPropertyTest {
    private static final long SEED = 20_261_201;
    private static final int TREES = 1_500;
    private static final int HOPS_AT_MOST = 3;
    private static final List<String> NAMES = List.of(
            "a", "a.html", "a.html.html", "index", "index.html", "index.html.html", "home.htm", "home.html", "b.txt");
    private static final List<List<String>> INDEXES = List.of(
            List.of("index.html"),
            List.of("index.html", "home.html"),
            List.of("home.html", "index.html"),
            List.of("home.htm", "index.html"),
            List.of("index"),
            List.of("a.html"));

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void each_file_has_one_path_and_all_others_redirect_to_it() throws IOException {
        for (int i = 0; i < TREES; i++) {
            Tree tree = tree();
            String context = "seed " + SEED + ", tree " + i + ": " + tree;
            Map<String, Set<String>> addresses = new TreeMap<>();
            for (String path : paths(tree)) {
                String file = follow(tree, path, context, addresses);
                boolean visible = tree.files().contains(tree.fileAt(path));
                if (visible) {
                    assertEquals(tree.fileAt(path), file, context + ", " + path);
                }
            }
            addresses.forEach((file, all) -> assertEquals(1, all.size(), context + ", " + file + " is at " + all));
        }
    }

    /** The files by root and path, and those that were served. */
    private record Tree(Set<String> files, List<String> index, List<UriPath> mounts, UriPath base, boolean listing) {
        private PathMapper mapping() {
            MappingOptions options =
                    new MappingOptions(base, index, true, Optional.empty(), DotfilePolicy.DENY, listing);
            NamedRoots roots = new NamedRoots();
            List<MountedRoot> mounted = mounts.stream()
                    .map(prefix -> new MountedRoot(prefix, roots.root("mounted")))
                    .toList();
            return new PathMapper(options, roots.root("top"), mounted, roots.lookup(this::find));
        }

        private Resource find(String root, UriPath path) {
            String file = root + ":" + "/" + String.join("/", path.segments());
            if (files.contains(file)) {
                return new Resource.RegularFile(Path.of(""), Path.of(file), new FileMetadata(1, 1, Optional.empty()));
            }
            String directory = file.endsWith("/") ? file : file + "/";
            boolean exists = files.stream().anyMatch(cached -> cached.startsWith(directory));
            return exists ? new Resource.Directory(Path.of(directory)) : Resource.MISSING;
        }

        /** The file with this path as its name. */
        private String fileAt(String path) {
            String onSite = path.substring(base.encoded().length() - 1);
            return mounts.stream()
                    .filter(prefix -> (onSite + "/").startsWith(prefix.encoded()))
                    .findFirst()
                    .map(prefix -> "mounted:/"
                            + (onSite + "/")
                                    .substring(prefix.encoded().length())
                                    .replaceFirst("/$", ""))
                    .orElse("top:" + onSite);
        }
    }

    private Tree tree() {
        Set<String> files = new TreeSet<>();
        for (String root : List.of("top", "mounted")) {
            for (int i = random.nextInt(9); i >= 0; i--) {
                add(files, root + ":/" + name() + (random.nextInt(3) == 0 ? "/" + name() : ""));
            }
        }
        List<UriPath> mounts = random.nextInt(3) == 0 ? List.of(MappingOptions.parsePath("/" + name())) : List.of();
        UriPath base = random.nextInt(4) == 0 ? MappingOptions.parsePath("/" + name()) : UriPath.ROOT;
        return new Tree(files, INDEXES.get(random.nextInt(INDEXES.size())), mounts, base, random.nextBoolean());
    }

    /** A name is used for a file or for a directory, not for both. */
    private static void add(Set<String> files, String file) {
        boolean above = files.stream().anyMatch(cached -> file.startsWith(cached + "/"));
        boolean below = files.stream().anyMatch(cached -> cached.startsWith(file + "/"));
        if (!above && !below) {
            files.add(file);
        }
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static Set<String> paths(Tree tree) {
        Set<String> paths = new HashSet<>();
        String base = tree.base().encoded();
        paths.add(base);
        for (String first : NAMES) {
            paths.add(base + first);
            paths.add(base + first + "/");
            NAMES.forEach(
                    second -> paths.addAll(List.of(base + first + "/" + second, base + first + "/" + second + "/")));
        }
        return paths;
    }

    /** Follows redirects to the file, if there is one, and records the path at which it is served. */
    private static String follow(Tree tree, String path, String context, Map<String, Set<String>> addresses)
            throws IOException {
        List<String> way = new ArrayList<>(List.of(path + "?q=1"));
        while (way.size() <= HOPS_AT_MOST + 1) {
            String at = way.get(way.size() - 1);
            Request request = new Request(Method.GET, RequestTarget.originForm(at), Version.HTTP_1_1, Headers.EMPTY);
            MappingResult mappingResult = tree.mapping().map(request, PathMapper.MappingTrace.NONE);
            if (mappingResult instanceof MappingResult.ServeFile served) {
                String file = served.file().path().toString();
                addresses.computeIfAbsent(file, first -> new TreeSet<>()).add(at);
                return file;
            }
            if (!(mappingResult instanceof MappingResult.Redirect redirect)) {
                return "";
            }
            way.add(ReferenceResolution.browser(at, redirect.location()));
            assertTrue(way.get(way.size() - 1).endsWith("?q=1"), context + ": " + way);
        }
        throw new AssertionError(context + ": too many redirects: " + way);
    }
}
