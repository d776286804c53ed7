package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with its parameters: the value of Content-Type. RFC 9110 §8.3.1
 *
 * <pre>{@code
 * MediaType type = MediaType.parse("text/html; charset=\"utf-8\"").orElseThrow();
 * type.is("text/html"); // true
 * type.parameter("charset"); // Optional[utf-8]
 * }</pre>
 *
 * @param type in lower case
 * @param subtype in lower case
 * @param parameters names in lower case, values without quotes, in their order; of a name that occurs twice, the first
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {
    /** Copies the parameters. */
    public MediaType {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Parses a media type; empty when it is malformed. */
    public static Optional<MediaType> parse(String text) {
        List<String> parts = QuotedString.split(text, ';');
        String name = parts.get(0).toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new LinkedHashMap<>();
        boolean isValid = isTypeAndSubtype(name)
                && parts.stream().skip(1).allMatch(part -> part.isEmpty() || parseParameter(part, parameters));
        int slash = name.indexOf('/');
        return isValid
                ? Optional.of(new MediaType(name.substring(0, slash), name.substring(slash + 1), parameters))
                : Optional.empty();
    }

    /** The media type of a message; empty when there is no Content-Type, more than one, or a malformed one. */
    public static Optional<MediaType> of(Headers headers) {
        List<String> values = headers.all(FieldName.CONTENT_TYPE);
        return values.size() == 1 ? parse(values.get(0)) : Optional.empty();
    }

    private static boolean isTypeAndSubtype(String name) {
        int slash = name.indexOf('/');
        return slash > 0
                && HttpGrammar.isToken(name.substring(0, slash))
                && HttpGrammar.isToken(name.substring(slash + 1));
    }

    private static boolean parseParameter(String part, Map<String, String> parameters) {
        int equals = part.indexOf('=');
        if (equals < 0 || !HttpGrammar.isToken(part.substring(0, equals))) {
            return false;
        }
        String name = part.substring(0, equals).toLowerCase(Locale.ROOT);
        Optional<String> value = QuotedString.value(part.substring(equals + 1));
        value.ifPresent(text -> parameters.putIfAbsent(name, text));
        return value.isPresent();
    }

    /** Whether type and subtype are these, whatever the parameters are: {@code text/html}. */
    public boolean is(String typeAndSubtype) {
        return typeAndSubtype.equalsIgnoreCase(type + "/" + subtype);
    }

    /** The value of the parameter of that name, in lower case. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type).append('/').append(subtype);
        parameters.forEach(
                (name, value) -> text.append("; ").append(name).append('=').append(QuotedString.tokenOrQuoted(value)));
        return text.toString();
    }
}
