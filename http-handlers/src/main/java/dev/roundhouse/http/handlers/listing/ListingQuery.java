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
 * {@code before} an entry. Unknown or malformed parameters are ignored, since people edit addresses by hand.
 *
 * <p>Pages start at an entry, not at a number: a page needs memory for its own entries only, and no entry is shown twice if files
 * are added in the meantime.
 *
 * @param sort the sort key
 * @param isDescending whether the greatest is first; directories come first in any case
 * @param filter the text that names contain, ignoring case; empty for all
 * @param cursor the entry that the page starts after, or ends before
 * @param isBackward whether the page ends before the cursor
 */
record ListingQuery(
        SortKey sort, boolean isDescending, String filter, Optional<DirectoryEntry> cursor, boolean isBackward) {
    /** The attribute that entries are sorted by; equal ones are sorted by name. */
    enum SortKey {
        NAME,
        SIZE,
        TIME;

        /** Its name in a query. */
        String queryValue() {
            return name().toLowerCase(Locale.ROOT);
        }

        private long sortValue(DirectoryEntry directoryEntry) {
            return this == SIZE ? directoryEntry.size() : this == TIME ? directoryEntry.modifiedEpochSecond() : 0;
        }

        private DirectoryEntry entry(String name, boolean directory, long number) {
            return new DirectoryEntry(name, directory, this == SIZE ? number : 0, this == TIME ? number : 0);
        }

        private static SortKey of(String value) {
            return value.equals("size") ? SIZE : value.equals("time") ? TIME : NAME;
        }
    }

    /** No file has a longer name, so longer filters would match nothing. */
    private static final int MAX_FILTER_LENGTH = 255;

    private static final Comparator<DirectoryEntry> BY_NAME =
            Comparator.comparing(DirectoryEntry::name, NaturalOrder.INSTANCE);

    /** Reads a raw query, which may begin with a question mark. */
    static ListingQuery parse(String query) {
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

    /** Reads the text of {@link #cursorText}: {@code d} or {@code f}, a number, and a name, separated by dots. */
    private static Optional<DirectoryEntry> parseCursor(SortKey sortKey, String text) {
        String[] parts = text.split("\\.", 3);
        if (parts.length < 3 || !parts[1].matches("-?[0-9]{1,19}") || parts[2].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(sortKey.entry(parts[2], parts[0].equals("d"), Long.parseLong(parts[1])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String cursorText(DirectoryEntry directoryEntry) {
        return (directoryEntry.isDirectory() ? "d." : "f.") + sort.sortValue(directoryEntry) + "."
                + directoryEntry.name();
    }

    /** Whether a name matches the filter. */
    boolean matches(String name) {
        return filter.isEmpty() || name.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }

    /** The order of the entries: directories, then files, each as requested. */
    Comparator<DirectoryEntry> comparator() {
        Comparator<DirectoryEntry> requested =
                Comparator.comparingLong(sort::sortValue).thenComparing(BY_NAME);
        return Comparator.comparing(DirectoryEntry::isDirectory)
                .reversed()
                .thenComparing(isDescending ? requested.reversed() : requested);
    }

    /** The same sorted by name, with a cursor that has only a name. */
    ListingQuery withNameCursor() {
        return new ListingQuery(
                SortKey.NAME,
                isDescending,
                filter,
                cursor.map(DirectoryEntry::name).map(DirectoryEntry::ofName),
                isBackward);
    }

    /** The link to the entries after this one. */
    String nextPageLink(DirectoryEntry last) {
        return sortLink(sort, isDescending) + "&after=" + encode(cursorText(last));
    }

    /** The link to the entries before this one. */
    String previousPageLink(DirectoryEntry first) {
        return sortLink(sort, isDescending) + "&before=" + encode(cursorText(first));
    }

    /** The link to the first page of the same names in another order. */
    String sortLink(SortKey by, boolean isDescending) {
        String ordered = "?sort=" + by.queryValue() + "&order=" + (isDescending ? "desc" : "asc");
        return filter.isEmpty() ? ordered : ordered + "&q=" + encode(filter);
    }

    /** Encodes a value. Some characters have a meaning in a query only, not in a path. */
    private static String encode(String text) {
        return UriPath.encodeSegment(text)
                .replace("&", "%26")
                .replace("+", "%2B")
                .replace("=", "%3D")
                .replace(";", "%3B");
    }
}
