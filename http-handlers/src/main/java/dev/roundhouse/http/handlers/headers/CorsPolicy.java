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
 * The origins whose pages may read responses of this server (WHATWG Fetch §3.2). Credentials are not supported: no response
 * depends on them.
 *
 * @param origins in the form that browsers send, in lower case; empty for all origins
 */
public record CorsPolicy(Set<String> origins) {
    /** All origins are allowed. */
    public static final CorsPolicy ANY_ORIGIN = new CorsPolicy(Set.of());

    static final FieldName ALLOW_ORIGIN = FieldName.of("Access-Control-Allow-Origin");
    static final FieldName REQUEST_METHOD = FieldName.of("Access-Control-Request-Method");
    private static final FieldName ALLOW_METHODS = FieldName.of("Access-Control-Allow-Methods");
    private static final FieldName ALLOW_HEADERS = FieldName.of("Access-Control-Allow-Headers");
    private static final FieldName EXPOSE_HEADERS = FieldName.of("Access-Control-Expose-Headers");
    private static final FieldName MAX_AGE = FieldName.of("Access-Control-Max-Age");

    private static final String ANY = "*";

    /** A day; browsers have lower limits of their own. */
    private static final String PREFLIGHT_SECONDS = "86400";

    /** Scheme, host, optional port, and no path, as in the Origin header. RFC 6454 §6.2 */
    private static final Pattern ORIGIN_PATTERN =
            Pattern.compile("[a-z][a-z0-9+.-]*://(?:[a-z0-9._~-]+|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?");

    /** @throws IllegalArgumentException for text that is not an origin */
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
     * Reads origins separated by commas; an asterisk means all. Empty text is invalid, so that {@code --cors=$UNSET} in a script
     * does not allow all.
     *
     * @throws IllegalArgumentException for an invalid origin, including {@code null}, which every sandboxed page has
     */
    public static CorsPolicy parse(String text) {
        if (text.equals(ANY)) {
            return ANY_ORIGIN;
        }
        return new CorsPolicy(Stream.of(text.split(",", -1))
                .map(origin -> origin.replaceAll("^ +| +$", ""))
                .collect(Collectors.toSet()));
    }

    /** Whether this is a preflight request, which a browser sends before a request from a page of another origin. */
    public static boolean isPreflight(Request request) {
        return request.method().equals(Method.OPTIONS)
                && request.headers().contains(FieldName.ORIGIN)
                && request.headers().contains(REQUEST_METHOD);
    }

    /** The headers of the response to a preflight request. The browser rejects methods that are not allowed. */
    Headers preflightHeaders(Headers request, String methods) {
        Headers.Builder headers = Headers.builder().add(FieldName.VARY, "Origin, " + REQUEST_METHOD);
        allowedOrigin(request)
                .ifPresent(origin -> headers.add(ALLOW_ORIGIN, origin)
                        .add(ALLOW_METHODS, methods)
                        .add(ALLOW_HEADERS, ANY)
                        .add(MAX_AGE, PREFLIGHT_SECONDS));
        return headers.build();
    }

    /** The headers of all other responses, including errors, so that a page can read the reason. */
    Headers responseHeaders(Headers request) {
        Headers.Builder headers = Headers.builder();
        if (!origins.isEmpty()) {
            // Also without an Origin header: a shared cache must not use that response for a request that has one.
            headers.add(FieldName.VARY, FieldName.ORIGIN.toString());
        }
        allowedOrigin(request)
                .ifPresent(origin -> headers.add(ALLOW_ORIGIN, origin).add(EXPOSE_HEADERS, ANY));
        return headers.build();
    }

    private Optional<String> allowedOrigin(Headers request) {
        return origins.isEmpty()
                ? Optional.of(ANY)
                : request.first(FieldName.ORIGIN).filter(origins::contains);
    }
}
