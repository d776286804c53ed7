package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.content.PrecompressedSidecars;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.semantics.UriPath;
import java.util.ArrayList;
import java.util.List;

/** All that a decision looked at within a root, the file that was found as well. */
final class Lookups implements PathMapper.MappingTrace {
    private static final String INSIDE = "inside";

    private final List<UriPath> paths = new ArrayList<>();

    @Override
    public void record(String step, UriPath path, String result) {
        if (!result.equals(INSIDE)) {
            paths.add(path);
        }
    }

    /** And the names of precompressed files that are not there. */
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
