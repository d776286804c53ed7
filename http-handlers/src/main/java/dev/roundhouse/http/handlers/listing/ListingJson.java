package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import dev.roundhouse.http.json.JsonEscaping;
import dev.roundhouse.http.json.JsonOutput;
import dev.roundhouse.http.json.JsonWriter;
import java.time.Instant;

/** Renders a listing as JSON: an array of {@code name}, {@code type}, {@code size} and {@code mtime}. RFC 8259 */
final class ListingJson {
    private ListingJson() {}

    /** The time is in UTC (RFC 3339), or null if RFC 3339 cannot represent it; the size of a directory is null. */
    static String of(ListingPage page) {
        StringBuilder text = new StringBuilder();
        JsonWriter json =
                JsonWriter.compact(JsonOutput.to(text), JsonEscaping.MINIMAL).beginLines();
        page.entries().forEach(directoryEntry -> write(directoryEntry, json));
        json.endArray();
        return text.append('\n').toString();
    }

    private static void write(DirectoryEntry directoryEntry, JsonWriter json) {
        json.beginObject().member("name", directoryEntry.name());
        if (directoryEntry.isDirectory()) {
            json.member("type", "directory").name("size").nullValue();
        } else {
            json.member("type", "file").member("size", directoryEntry.size());
        }
        json.member("mtime", directoryEntry.modified().map(Instant::toString)).endObject();
    }
}
