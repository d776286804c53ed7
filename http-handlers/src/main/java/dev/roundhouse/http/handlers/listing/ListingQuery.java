package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import dev.roundhouse.http.semantics.UriPath;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The query of a listing: {@code ?sort=name|size|time&order=asc|desc&q=text}, and {@code after} or
 * {@code before} an entry. What is unknown or malformed counts as not said, since people edit addresses by hand.
 *
 * <p>Pages are counted from an entry and not by number: so a page needs no more memory than its own entries, however many
 * come before it, and none is shown twice when files are added meanwhile.
 *
 * @param sort what is compared
 * @param isDescending the greatest first; directories stay in front
 * @param filter part of the names to be shown, letter case ignored; empty for all
 * @param parseCursor the entry that the page begins behind, or ends before
 * @param isBackward whether it ends before the edge
 */
public record ListingQuery(
        SortKey sort, boolean isDescending, String filter, Optional<DirectoryEntry> parseCursor, boolean isBackward) {
    /** What entries are compared by; names decide between equals. */
    enum SortKey {
        NAME,
        SIZE,
        TIME;

        /** As it is written in a query. */
        String queryValue() {
            return name().toLowerCase(Locale.ROOT);
        }

        private long sortValue(DirectoryEntry directoryEntry) {
            return this == SIZE ? directoryEntry.size() : this == TIME ? directoryEntry.modifiedEpochSecond() : 0;
        }

        private DirectoryEntry entry(String name, boolean directory, long number) {
            return new DirectoryEntry(name, directory, this == SIZE ? number : 0, this == TIME ? number : 0);
        }

        private static SortKey of(String word) {
            return word.equals("size") ? SIZE : word.equals("time") ? TIME : NAME;
        }
    }

    /** No file has a longer name, so longer filters find nothing. */
    private static final int MAX_FILTER_LENGTH = 255;

    private static final Comparator<DirectoryEntry> BY_NAME =
            Comparator.comparing(DirectoryEntry::name, NaturalOrder.INSTANCE);

    /** Reads a raw query, which may begin with a question mark. */
    public static ListingQuery parse(String query) {
        Map<String, String> sent = parameters(query.startsWith("?") ? query.substring(1) : query);
        SortKey sortKey = SortKey.of(sent.getOrDefault("sort", ""));
        String filter = sent.getOrDefault("q", "").strip();
        Optional<DirectoryEntry> after = parseCursor(sortKey, sent.getOrDefault("after", ""));
        Optional<DirectoryEntry> before = parseCursor(sortKey, sent.getOrDefault("before", ""));
        return new ListingQuery(
                sortKey,
                sent.getOrDefault("order", "").equals("desc"),
                filter.substring(0, Math.min(filter.length(), MAX_FILTER_LENGTH)),
                after.or(() -> before),
                after.isEmpty() && before.isPresent());
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1).replace("+", "%20");
            if (equals > 0) {
                UriPath.decode(value).ifPresent(text -> parameters.putIfAbsent(pair.substring(0, equals), text));
            }
        }
        return parameters;
    }

    /** Reads what {@link #cursorText} writes: {@code d} or {@code f}, a number, and a name, with dots between them. */
    private static Optional<DirectoryEntry> parseCursor(SortKey sortKey, String text) {
        String[] parts = text.split("\\.", 3);
        if (parts.length < 3 || !parts[1].matches("-?[0-9]{1,19}") || parts[2].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(sortKey.entry(parts[2], parts[0].equals("d"), Long.parseLong(parts[1])));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private String cursorText(DirectoryEntry directoryEntry) {
        return (directoryEntry.isDirectory() ? "d." : "f.") + sort.sortValue(directoryEntry) + "."
                + directoryEntry.name();
    }

    /** Whether a name is to be shown. */
    public boolean matches(String name) {
        return filter.isEmpty() || name.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }

    /** The order of the entries: directories, then files, each as requested. */
    public Comparator<DirectoryEntry> comparator() {
        Comparator<DirectoryEntry> requested =
                Comparator.comparingLong(sort::sortValue).thenComparing(BY_NAME);
        return Comparator.comparing(DirectoryEntry::isDirectory)
                .reversed()
                .thenComparing(isDescending ? requested.reversed() : requested);
    }

    /** The same sorted by name, with an edge that is neither file nor directory, but a name. */
    ListingQuery withNameCursor() {
        return new ListingQuery(
                SortKey.NAME,
                isDescending,
                filter,
                parseCursor.map(DirectoryEntry::name).map(DirectoryEntry::ofName),
                isBackward);
    }

    /** The link to the entries behind this one. */
    String nextPageLink(DirectoryEntry last) {
        return sortLink(sort, isDescending) + "&after=" + encode(cursorText(last));
    }

    /** The link to the entries before this one. */
    String previousPageLink(DirectoryEntry first) {
        return sortLink(sort, isDescending) + "&before=" + encode(cursorText(first));
    }

    /** The link to the same names in another order, from the beginning. */
    String sortLink(SortKey by, boolean descend) {
        String ordered = "?sort=" + by.queryValue() + "&order=" + (descend ? "desc" : "asc");
        return filter.isEmpty() ? ordered : ordered + "&q=" + encode(filter);
    }

    /** In a query some characters have a meaning that they have not in a path. */
    private static String encode(String text) {
        return UriPath.encodeSegment(text)
                .replace("&", "%26")
                .replace("+", "%2B")
                .replace("=", "%3D")
                .replace(";", "%3B");
    }
}
