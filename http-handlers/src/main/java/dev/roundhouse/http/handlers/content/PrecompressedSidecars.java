package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Precompressed sidecars of a file at the time of the lookup.
 *
 * @param candidates one for each coding that was looked for
 */
public record PrecompressedSidecars(List<Candidate> candidates) {
    /**
     * A sidecar that was looked for.
     *
     * @param file the file of that name, if there is one
     */
    public record Candidate(ContentCoding coding, SidecarStatus status, Optional<RegularFile> file) {}

    /** Whether a sidecar may be sent. */
    public enum SidecarStatus {
        USABLE("found"),
        MISSING("not found"),
        EMPTY("ignored: empty file"),
        OUTDATED("ignored: older than the original");

        private final String text;

        SidecarStatus(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public PrecompressedSidecars {
        candidates = List.copyOf(candidates);
    }

    /**
     * Looks for the sidecars of a file.
     *
     * @throws IOException when its root cannot be reached
     */
    public static PrecompressedSidecars find(DocumentRoot root, RegularFile original, List<ContentCoding> codings)
            throws IOException {
        List<Candidate> candidates = new ArrayList<>(codings.size());
        for (ContentCoding coding : codings) {
            Optional<RegularFile> file = root.sibling(original, coding.suffix());
            SidecarStatus sidecarStatus =
                    file.map(sidecar -> statusOf(sidecar, original)).orElse(SidecarStatus.MISSING);
            candidates.add(new Candidate(coding, sidecarStatus, file));
        }
        return new PrecompressedSidecars(candidates);
    }

    private static SidecarStatus statusOf(RegularFile sidecar, RegularFile original) {
        if (sidecar.metadata().size() == 0) {
            return SidecarStatus.EMPTY;
        }
        return sidecar.metadata().modifiedNanos() < original.metadata().modifiedNanos()
                ? SidecarStatus.OUTDATED
                : SidecarStatus.USABLE;
    }

    /** Whether there is no sidecar, usable or not. */
    public boolean isEmpty() {
        return candidates.stream().allMatch(candidate -> candidate.status() == SidecarStatus.MISSING);
    }

    /** The sidecars that may be sent. */
    public Map<ContentCoding, RegularFile> usable() {
        Map<ContentCoding, RegularFile> usable = new EnumMap<>(ContentCoding.class);
        candidates.stream()
                .filter(candidate -> candidate.status() == SidecarStatus.USABLE)
                .forEach(candidate -> candidate.file().ifPresent(file -> usable.put(candidate.coding(), file)));
        return usable;
    }
}
