package dev.roundhouse.http.handlers;

import dev.roundhouse.http.semantics.UriPath;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants to see of a directory: {@code ?sort=name|size|time&order=asc|desc&q=text}, and {@code after} or
 * {@code before} an entry. What is unknown or malformed counts as not said, since people edit addresses by hand.
 *
 * <p>Pages are counted from an entry and not by number: so a page needs no more memory than its own entries, however many
 * come before it, and none is shown twice when files are added meanwhile.
 *
 * @param sort what is compared
 * @param descending the greatest first; directories stay in front
 * @param filter part of the names to be shown, letter case ignored; empty for all
 * @param edge the entry that the page begins behind, or ends before
 * @param backwards whether it ends before the edge
 */
record ListingQuery(SortKey sort, boolean descending, String filter, Optional<DirectoryEntry> edge, boolean backwards) {
    /** What entries are compared by; names decide between equals. */
    enum SortKey {
        NAME,
        SIZE,
        TIME;

        /** As it is written in a query. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private long number(DirectoryEntry entry) {
            return this == SIZE ? entry.size() : this == TIME ? entry.modifiedSecond() : 0;
        }

        private DirectoryEntry entry(String name, boolean directory, long number) {
            return new DirectoryEntry(name, directory, this == SIZE ? number : 0, this == TIME ? number : 0);
        }

        private static SortKey of(String word) {
            return word.equals("size") ? SIZE : word.equals("time") ? TIME : NAME;
        }
    }

    /** No file has a longer name, so longer filters find nothing. */
    private static final int LONGEST_FILTER = 255;

    private static final Comparator<DirectoryEntry> BY_NAME =
            Comparator.comparing(DirectoryEntry::name, NaturalOrder.INSTANCE);

    /** Reads a raw query, which may begin with a question mark. */
    static ListingQuery parse(String query) {
        Map<String, String> said = parameters(query.startsWith("?") ? query.substring(1) : query);
        SortKey sort = SortKey.of(said.getOrDefault("sort", ""));
        String filter = said.getOrDefault("q", "").strip();
        Optional<DirectoryEntry> after = edge(sort, said.getOrDefault("after", ""));
        Optional<DirectoryEntry> before = edge(sort, said.getOrDefault("before", ""));
        return new ListingQuery(
                sort,
                said.getOrDefault("order", "").equals("desc"),
                filter.substring(0, Math.min(filter.length(), LONGEST_FILTER)),
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

    /** Reads what {@link #edgeText} writes: {@code d} or {@code f}, a number, and a name, with dots between them. */
    private static Optional<DirectoryEntry> edge(SortKey sort, String text) {
        String[] parts = text.split("\\.", 3);
        if (parts.length < 3 || !parts[1].matches("-?[0-9]{1,19}") || parts[2].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(sort.entry(parts[2], parts[0].equals("d"), Long.parseLong(parts[1])));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private String edgeText(DirectoryEntry entry) {
        return (entry.directory() ? "d." : "f.") + sort.number(entry) + "." + entry.name();
    }

    /** Whether a name is to be shown. */
    boolean takes(String name) {
        return filter.isEmpty() || name.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }

    /** The order of the entries: directories, then files, each as wished. */
    Comparator<DirectoryEntry> order() {
        Comparator<DirectoryEntry> wished =
                Comparator.comparingLong(sort::number).thenComparing(BY_NAME);
        return Comparator.comparing(DirectoryEntry::directory)
                .reversed()
                .thenComparing(descending ? wished.reversed() : wished);
    }

    /** The same sorted by name, with an edge that is neither file nor directory, but a name. */
    ListingQuery byNameAlone() {
        return new ListingQuery(
                SortKey.NAME, descending, filter, edge.map(DirectoryEntry::name).map(DirectoryEntry::named), backwards);
    }

    /** The link to the entries behind this one. */
    String linkAfter(DirectoryEntry last) {
        return link(sort, descending) + "&after=" + encode(edgeText(last));
    }

    /** The link to the entries before this one. */
    String linkBefore(DirectoryEntry first) {
        return link(sort, descending) + "&before=" + encode(edgeText(first));
    }

    /** The link to the same names in another order, from the beginning. */
    String link(SortKey by, boolean descend) {
        String ordered = "?sort=" + by.word() + "&order=" + (descend ? "desc" : "asc");
        return filter.isEmpty() ? ordered : ordered + "&q=" + encode(filter);
    }

    /** In a query some characters have a meaning that they have not in a path. */
    private static String encode(String text) {
        return UriPath.encode(text)
                .replace("&", "%26")
                .replace("+", "%2B")
                .replace("=", "%3D")
                .replace(";", "%3B");
    }
}
