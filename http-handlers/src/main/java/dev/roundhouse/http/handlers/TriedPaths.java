package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.content.PrecompressedSidecars;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.semantics.UriPath;
import java.util.ArrayList;
import java.util.List;

/** Collects the paths that a mapping looked up in a root, including that of the file that was found. */
final class TriedPaths implements PathMapper.MappingTrace {
    private static final String INSIDE = "inside";

    private final List<UriPath> paths = new ArrayList<>();

    @Override
    public void record(String step, UriPath path, String result) {
        if (!result.equals(INSIDE)) {
            paths.add(path);
        }
    }

    /** These paths, and those of the precompressed sidecars that were looked for. */
    List<UriPath> with(UriPath file, PrecompressedSidecars precompressedSidecars) {
        List<UriPath> all = new ArrayList<>(paths);
        List<String> directory = file.segments().subList(0, file.segments().size() - 1);
        String name = file.segments().get(directory.size());
        for (PrecompressedSidecars.Candidate candidate : precompressedSidecars.candidates()) {
            List<String> segments = new ArrayList<>(directory);
            segments.add(name + candidate.coding().suffix());
            all.add(new UriPath(segments, false));
        }
        return all;
    }
}
