package dev.roundhouse.http.handlers.headers;

import java.util.Locale;
import java.util.Set;

/** What browsers show or run themselves; the rest they store, and then as it is. */
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
     * Whether a file is part of a page. Of plain text only {@code .txt} is: {@code access.log.gz} is a download.
     *
     * @param name distinguishes plain text from other text without a type of its own
     */
    static boolean isShown(String name, String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        boolean note =
                type.equals("text/plain") && name.toLowerCase(Locale.ROOT).endsWith(".txt");
        return note || TYPES.contains(type) || type.endsWith("+xml") || type.endsWith("+json");
    }
}
