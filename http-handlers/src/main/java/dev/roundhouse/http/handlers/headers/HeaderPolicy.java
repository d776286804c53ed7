package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.semantics.UriPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configured headers of a response with a file. They depend on the path of the file that is sent
 * (its index or fallback file, not the path that was asked for), and on nothing else, so that the fields can be kept with
 * the file.
 *
 * <p>Of rules that speak of the same field the last one that matches wins: write the general one first.
 *
 * @param cacheRules touch when visitors may keep copies without asking; without a rule they must ask ({@code no-cache}),
 *     which costs a 304 and never shows an old file
 * @param immutableHashed touch when a bundler puts content hashes into names: those files are kept for a year without a
 *     question, unless a cache rule says otherwise
 * @param headerRules touch to add fields such as {@code Content-Security-Policy} or {@code Link}
 */
public record HeaderPolicy(List<CacheControlRule> cacheRules, boolean immutableHashed, List<HeaderRule> headerRules)
        implements HeaderProvider {
    /** Every use of a copy asks the server first, which answers 304 while the file is the same. */
    public static final HeaderPolicy DEFAULT = new HeaderPolicy(List.of(), false, List.of());

    public static final String NO_CACHE = "no-cache";
    public static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** So that no browser takes an image for a script because of its bytes. WHATWG Fetch §3.6 */
    public static final FieldName CONTENT_TYPE_OPTIONS = FieldName.of("X-Content-Type-Options");

    public static final String NOSNIFF = "nosniff";

    public HeaderPolicy {
        cacheRules = List.copyOf(cacheRules);
        headerRules = List.copyOf(headerRules);
    }

    /**
     * The fields for a file.
     *
     * @param path decoded, beginning with a slash
     */
    public Headers headers(String path) {
        Map<FieldName, String> wished = new LinkedHashMap<>();
        headerRules.stream()
                .filter(rule -> rule.glob().matches(path))
                .forEach(rule -> wished.put(rule.name(), rule.value()));
        Headers.Builder fields = Headers.builder()
                .add(FieldName.CACHE_CONTROL, cacheControl(path))
                .add(CONTENT_TYPE_OPTIONS, NOSNIFF);
        wished.forEach(fields::add);
        return fields.build();
    }

    @Override
    public Headers headers(UriPath path, String contentType) {
        String text = "/" + String.join("/", path.segments());
        return headers(path.endsWithSlash() && text.length() > 1 ? text + "/" : text);
    }

    /** The value of Cache-Control for a file of this path. */
    public String cacheControl(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String unlessRuled = immutableHashed && HashedFileName.matches(name) ? IMMUTABLE : NO_CACHE;
        return cacheRules.stream()
                .filter(rule -> rule.glob().matches(path))
                .map(CacheControlRule::value)
                .reduce(unlessRuled, (earlier, later) -> later);
    }
}
