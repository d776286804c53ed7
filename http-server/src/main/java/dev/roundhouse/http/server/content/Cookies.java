package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cookies of a request, in their order: the value of Cookie. RFC 6265bis §4.2
 *
 * <pre>{@code
 * Cookies.of(request.headers()).first("session"); // Optional[31d4d96e407aad42]
 * }</pre>
 *
 * <p>A client sends the cookie with the longest path first, and may send several of one name. A pair without an equals sign is
 * ignored. A value is not decoded, and keeps its quotation marks.
 */
public final class Cookies {
    private static final FieldName COOKIE = FieldName.of("Cookie");

    private final Parameters pairs;

    private Cookies(List<Parameter> pairs) {
        this.pairs = new Parameters(pairs);
    }

    /** Parses the cookies of a request. HTTP/2 may divide them over several fields (RFC 9113 §8.2.3). */
    public static Cookies of(Headers headers) {
        List<Parameter> pairs = new ArrayList<>();
        for (String value : headers.all(COOKIE)) {
            for (String pair : value.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals >= 0) {
                    pairs.add(new Parameter(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip()));
                }
            }
        }
        return new Cookies(pairs);
    }

    /** The value of the first cookie of that name; letter case counts. */
    public Optional<String> first(String name) {
        return pairs.first(name);
    }

    /** The values of all cookies of that name. */
    public List<String> all(String name) {
        return pairs.all(name);
    }

    /** All names and values. */
    public List<Parameter> pairs() {
        return pairs.asList();
    }

    @Override
    public String toString() {
        // Without the values: they are secrets, and this text may be logged.
        return pairs().stream().map(Parameter::name).toList().toString();
    }
}
