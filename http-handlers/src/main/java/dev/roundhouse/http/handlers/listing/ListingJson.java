package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import java.util.StringJoiner;

/** A listing for programs: an array of {@code name}, {@code type}, {@code size} and {@code mtime}. RFC 8259 */
final class ListingJson {
    private ListingJson() {}

    /** The time is in UTC (RFC 3339), or null where RFC 3339 cannot write it; the size is that of files only. */
    static String of(ListingPage page) {
        StringJoiner array = new StringJoiner(",\n", "[\n", "\n]\n").setEmptyValue("[]\n");
        page.entries().forEach(directoryEntry -> array.add(of(directoryEntry)));
        return array.toString();
    }

    private static String of(DirectoryEntry directoryEntry) {
        return "{\"name\":" + quoted(directoryEntry.name())
                + ",\"type\":\"" + (directoryEntry.isDirectory() ? "directory" : "file")
                + "\",\"size\":" + (directoryEntry.isDirectory() ? "null" : directoryEntry.size())
                + ",\"mtime\":"
                + directoryEntry.modified().map(time -> quoted(time.toString())).orElse("null") + "}";
    }

    /** A string: quote, backslash and control characters are escaped, as RFC 8259 §7 wants, and nothing else. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ') {
                quoted.append("\\u00").append(Character.forDigit(character >> 4, 16));
                quoted.append(Character.forDigit(character & 15, 16));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
