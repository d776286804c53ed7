package dev.roundhouse.http.handlers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Resolves the value of Location against the requested URI, as different clients do. */
public final class ReferenceResolution {
    private static final String ORIGIN = "http://example";

    private ReferenceResolution() {}

    /** Resolves by RFC 3986 §5.2, step by step; an absolute reference is returned unchanged. */
    public static String rfc(String base, String reference) {
        String path = reference.replaceFirst("[?#].*", "");
        String query = reference.substring(path.length());
        if (path.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") || path.startsWith("//")) {
            return reference;
        }
        String basePath = base.replaceFirst("[?#].*", "");
        if (path.isEmpty()) {
            return basePath + (query.isEmpty() ? base.substring(basePath.length()) : query);
        }
        String merged = path.startsWith("/") ? path : basePath.substring(0, basePath.lastIndexOf('/') + 1) + path;
        return withoutDots(merged, false) + query;
    }

    /** Resolves as browsers do: WHATWG URL §4.4 for a special scheme, only the part about paths. */
    public static String browser(String base, String reference) {
        String stripped = reference.replaceAll("[\\t\\n\\r]", "").replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$", "");
        String path = stripped.replaceFirst("[?#].*", "");
        String query = stripped.substring(path.length());
        if (path.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return stripped;
        }
        String slashed = path.replace('\\', '/');
        if (slashed.startsWith("//")) {
            return slashed;
        }
        String basePath = withoutDots(base.replaceFirst("[?#].*", "").replace('\\', '/'), true);
        if (slashed.isEmpty()) {
            return basePath + query;
        }
        String merged =
                slashed.startsWith("/") ? slashed : basePath.substring(0, basePath.lastIndexOf('/') + 1) + slashed;
        return withoutDots(merged, true) + query;
    }

    /** Resolves as the JDK does: RFC 2396, which removes empty segments. */
    public static String jdk(String base, String reference) {
        URI resolved = URI.create(ORIGIN + base).resolve(reference);
        return resolved.toString().startsWith(ORIGIN + "/")
                ? resolved.toString().substring(ORIGIN.length())
                : "" + resolved;
    }

    private static String withoutDots(String path, boolean encodedToo) {
        List<String> out = new ArrayList<>();
        String[] names = path.substring(1).split("/", -1);
        for (int i = 0; i < names.length; i++) {
            String name = encodedToo ? names[i].toLowerCase(Locale.ROOT).replace("%2e", ".") : names[i];
            boolean last = i == names.length - 1;
            if (name.equals("..") && !out.isEmpty()) {
                out.remove(out.size() - 1);
            }
            if (!name.equals("..") && !name.equals(".")) {
                out.add(names[i]);
            } else if (last) {
                out.add("");
            }
        }
        return "/" + String.join("/", out);
    }
}
