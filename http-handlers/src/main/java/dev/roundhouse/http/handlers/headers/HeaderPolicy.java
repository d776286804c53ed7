package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.semantics.UriPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configured headers of responses with a file. They depend only on the path of the file that is sent (the index or fallback
 * file, not the path of the request), so they can be cached with the file.
 *
 * <p>If several rules for a header match, the last one wins: write the general one first.
 *
 * @param cacheRules change them if clients may use copies without revalidation; without a rule they must revalidate
 *     ({@code no-cache}), which costs a 304 and never shows an old file
 * @param immutableHashed change it if a bundler puts content hashes into names: those files may be used for a year without
 *     revalidation, unless a cache rule matches
 * @param headerRules change them to add headers such as {@code Content-Security-Policy} or {@code Link}
 */
public record HeaderPolicy(List<CacheControlRule> cacheRules, boolean immutableHashed, List<HeaderRule> headerRules)
        implements HeaderProvider {
    /** Each use of a copy is revalidated; the response is 304 while the file is the same. */
    public static final HeaderPolicy DEFAULT = new HeaderPolicy(List.of(), false, List.of());

    public static final String NO_CACHE = "no-cache";
    public static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** Prevents browsers from guessing the media type from the bytes. WHATWG Fetch §3.6 */
    public static final FieldName CONTENT_TYPE_OPTIONS = FieldName.of("X-Content-Type-Options");

    public static final String NOSNIFF = "nosniff";

    public HeaderPolicy {
        cacheRules = List.copyOf(cacheRules);
        headerRules = List.copyOf(headerRules);
    }

    /**
     * The headers for a file.
     *
     * @param path decoded, beginning with a slash
     */
    Headers headers(String path) {
        Map<FieldName, String> configured = new LinkedHashMap<>();
        headerRules.stream()
                .filter(rule -> rule.glob().matches(path))
                .forEach(rule -> configured.put(rule.name(), rule.value()));
        Headers.Builder headers = Headers.builder()
                .add(FieldName.CACHE_CONTROL, cacheControl(path))
                .add(CONTENT_TYPE_OPTIONS, NOSNIFF);
        configured.forEach(headers::add);
        return headers.build();
    }

    @Override
    public Headers headers(UriPath path, String contentType) {
        String text = "/" + String.join("/", path.segments());
        return headers(path.endsWithSlash() && text.length() > 1 ? text + "/" : text);
    }

    /** The value of Cache-Control for a file of this path. */
    String cacheControl(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String byDefault = immutableHashed && HashedFileName.matches(name) ? IMMUTABLE : NO_CACHE;
        return cacheRules.stream()
                .filter(rule -> rule.glob().matches(path))
                .map(CacheControlRule::value)
                .reduce(byDefault, (earlier, later) -> later);
    }
}
