package dev.roundhouse.http.handlers.headers;

import java.util.Locale;
import java.util.Set;

/** Media types that browsers display or run. They store files of other types as they are. */
final class WebTypes {
    private static final Set<String> TYPES = Set.of(
            "text/html",
            "text/css",
            "text/javascript",
            "text/xml",
            "application/javascript",
            "application/json",
            "application/wasm",
            "application/xml");

    private WebTypes() {}

    /**
     * Whether browsers display or run a file. Plain text counts only with {@code .txt}: {@code access.log.gz} is a download.
     *
     * @param name distinguishes plain text from other text that has no type
     */
    static boolean isShown(String name, String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        boolean isTextFile =
                type.equals("text/plain") && name.toLowerCase(Locale.ROOT).endsWith(".txt");
        return isTextFile || TYPES.contains(type) || type.endsWith("+xml") || type.endsWith("+json");
    }
}
