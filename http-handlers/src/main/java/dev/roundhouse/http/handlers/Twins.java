package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Resource.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The precompressed files beside a file, as one look found them.
 *
 * @param candidates one for each coding that was looked for
 */
record Twins(List<Candidate> candidates) {
    /**
     * A name that was looked for.
     *
     * @param file what is there, if anything
     */
    record Candidate(ContentCoding coding, Verdict verdict, Optional<Found> file) {}

    /** Whether what was found may be sent. */
    enum Verdict {
        USABLE("is there"),
        MISSING("is not there"),
        EMPTY("is empty, thus no coded content at all"),
        OLDER("is older than the file, thus of another version");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    Twins {
        candidates = List.copyOf(candidates);
    }

    /**
     * Looks beside a file.
     *
     * @throws IOException when its root cannot be reached
     */
    static Twins of(DocumentRoot root, Found original, List<ContentCoding> codings) throws IOException {
        List<Candidate> candidates = new ArrayList<>(codings.size());
        for (ContentCoding coding : codings) {
            Optional<Found> file = root.beside(original, coding.suffix());
            Verdict verdict = file.map(twin -> judge(twin, original)).orElse(Verdict.MISSING);
            candidates.add(new Candidate(coding, verdict, file));
        }
        return new Twins(candidates);
    }

    private static Verdict judge(Found twin, Found original) {
        if (twin.facts().size() == 0) {
            return Verdict.EMPTY;
        }
        return twin.facts().modifiedNanos() < original.facts().modifiedNanos() ? Verdict.OLDER : Verdict.USABLE;
    }

    /** Whether there is none, not even one that may not be sent. */
    boolean areMissing() {
        return candidates.stream().allMatch(candidate -> candidate.verdict() == Verdict.MISSING);
    }

    /** Those that may be sent. */
    Map<ContentCoding, Found> usable() {
        Map<ContentCoding, Found> usable = new EnumMap<>(ContentCoding.class);
        candidates.stream()
                .filter(candidate -> candidate.verdict() == Verdict.USABLE)
                .forEach(candidate -> candidate.file().ifPresent(file -> usable.put(candidate.coding(), file)));
        return usable;
    }
}
