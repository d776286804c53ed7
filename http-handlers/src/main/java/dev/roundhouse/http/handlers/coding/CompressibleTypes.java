package dev.roundhouse.http.handlers.coding;

import java.util.Locale;
import java.util.Set;

/** The media types whose content gets smaller by compression: those that are not compressed already. */
public final class CompressibleTypes {
    private static final Set<String> TYPES = Set.of(
            "application/json",
            "application/javascript",
            "application/xml",
            "application/xml-dtd",
            "application/x-ndjson",
            "application/yaml",
            "application/toml",
            "application/rtf",
            "application/wasm",
            "application/vnd.ms-fontobject",
            "font/ttf",
            "font/otf",
            "font/collection",
            "image/bmp");

    private CompressibleTypes() {}

    /** Whether content of this type usually gets smaller. */
    public static boolean contains(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || type.endsWith("+text")
                || TYPES.contains(type);
    }
}
