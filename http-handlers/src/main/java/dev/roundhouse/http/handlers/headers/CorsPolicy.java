package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.handlers.syntax.OptionErrors;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which pages of other origins may read what is served here (WHATWG Fetch §3.2). Never with credentials: there is nothing
 * here that would depend on them.
 *
 * @param origins as browsers write them, in lower case; none means that all may
 */
public record CorsPolicy(Set<String> origins) {
    /** Every page of every origin may read. */
    public static final CorsPolicy ANY_ORIGIN = new CorsPolicy(Set.of());

    static final FieldName ALLOW_ORIGIN = FieldName.of("Access-Control-Allow-Origin");
    static final FieldName REQUEST_METHOD = FieldName.of("Access-Control-Request-Method");
    private static final FieldName ALLOW_METHODS = FieldName.of("Access-Control-Allow-Methods");
    private static final FieldName ALLOW_HEADERS = FieldName.of("Access-Control-Allow-Headers");
    private static final FieldName EXPOSE_HEADERS = FieldName.of("Access-Control-Expose-Headers");
    private static final FieldName MAX_AGE = FieldName.of("Access-Control-Max-Age");

    private static final String ANY = "*";

    /** A day; browsers cut it down to what they like. */
    private static final String PREFLIGHT_SECONDS = "86400";

    /** Scheme, host, an optional port, and no path: what a browser puts into the Origin field. RFC 6454 §6.2 */
    private static final Pattern ORIGIN_PATTERN =
            Pattern.compile("[a-z][a-z0-9+.-]*://(?:[a-z0-9._~-]+|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?");

    /** @throws IllegalArgumentException for text that no browser sends as an origin of its own */
    public CorsPolicy {
        origins = origins.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String origin : origins) {
            if (!ORIGIN_PATTERN.matcher(origin).matches()) {
                throw OptionErrors.invalid(
                        "Invalid origin: expected scheme://host[:port], e.g. https://app.example", origin);
            }
        }
        origins = Set.copyOf(origins);
    }

    /**
     * Reads origins with commas between them; an empty text or an asterisk stands for all.
     *
     * @throws IllegalArgumentException for one that is none, {@code null} included: every sandboxed page calls itself that
     */
    public static CorsPolicy parse(String text) {
        if (text.isEmpty() || text.equals(ANY)) {
            return ANY_ORIGIN;
        }
        return new CorsPolicy(Stream.of(text.split(",", -1))
                .map(origin -> origin.replaceAll("^ +| +$", ""))
                .collect(Collectors.toSet()));
    }

    /** Whether a browser asks what a page of another origin would be allowed to do. */
    public static boolean isPreflight(Request request) {
        return request.method().equals(Method.OPTIONS)
                && request.headers().contains(FieldName.ORIGIN)
                && request.headers().contains(REQUEST_METHOD);
    }

    /** The fields of the answer to a preflight. A method that is not among those allowed is the browser's to refuse. */
    Headers preflightHeaders(Headers request) {
        Headers.Builder fields = Headers.builder().add(FieldName.VARY, "Origin, " + REQUEST_METHOD);
        allowedOrigin(request)
                .ifPresent(origin -> fields.add(ALLOW_ORIGIN, origin)
                        .add(ALLOW_METHODS, "GET, HEAD")
                        .add(ALLOW_HEADERS, ANY)
                        .add(MAX_AGE, PREFLIGHT_SECONDS));
        return fields.build();
    }

    /** The fields that every other answer carries, errors included: a page may want to know why it got nothing. */
    Headers responseHeaders(Headers request) {
        Headers.Builder fields = Headers.builder();
        if (!origins.isEmpty()) {
            // Also when there is no Origin: a shared cache must not hand that answer to a page that has one.
            fields.add(FieldName.VARY, FieldName.ORIGIN.toString());
        }
        allowedOrigin(request)
                .ifPresent(origin -> fields.add(ALLOW_ORIGIN, origin).add(EXPOSE_HEADERS, ANY));
        return fields.build();
    }

    private Optional<String> allowedOrigin(Headers request) {
        return origins.isEmpty()
                ? Optional.of(ANY)
                : request.first(FieldName.ORIGIN).filter(origins::contains);
    }
}
