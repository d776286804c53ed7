package dev.roundhouse.http.server.content;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a query or of an HTML form, in their order, with duplicates. They are decoded as the WHATWG URL standard
 * describes it for {@code application/x-www-form-urlencoded} (§5.1): a plus is a space, percent-encoded bytes are UTF-8, malformed
 * UTF-8 becomes U+FFFD, and a percent sign that encodes nothing is an ordinary character. So parsing cannot fail.
 *
 * <pre>{@code
 * Parameters query = Parameters.ofQuery(request); // ?tag=new&tag=a+b
 * query.first("tag"); // Optional[new]
 * query.all("tag");   // [new, a b]
 * }</pre>
 */
public final class Parameters implements Iterable<Parameter> {
    /** Maximum number of parameters; a form with more is rejected, and a query is cut off there. */
    public static final int MAX_COUNT = 1000;

    private final List<Parameter> parameters;

    /** Parameters in this order. */
    Parameters(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** The parameters, in their order; cannot be changed. */
    List<Parameter> asList() {
        return parameters;
    }

    /** The parameters of the query of a request; none if it has no query. */
    public static Parameters ofQuery(Request request) {
        // The text has one character for each byte; a target consists of visible ASCII.
        byte[] query = HttpGrammar.encode(request.target().query().orElse(""));
        return new Parameters(list(query, MAX_COUNT));
    }

    /** Parses the body of a form; empty when it has more than {@link #MAX_COUNT} parameters. */
    static Optional<Parameters> parse(byte[] form) {
        List<Parameter> parameters = list(form, MAX_COUNT + 1);
        return parameters.size() > MAX_COUNT ? Optional.empty() : Optional.of(new Parameters(parameters));
    }

    private static List<Parameter> list(byte[] text, int maxCount) {
        List<Parameter> parameters = new ArrayList<>();
        int from = 0;
        while (from < text.length && parameters.size() < maxCount) {
            int to = indexOf('&', text, from, text.length);
            if (to > from) {
                int equals = indexOf('=', text, from, to);
                parameters.add(new Parameter(decode(text, from, equals), decode(text, Math.min(equals + 1, to), to)));
            }
            from = to + 1;
        }
        return parameters;
    }

    /** Returns the index of a character, or the end of the range. */
    private static int indexOf(char character, byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != character) {
            at++;
        }
        return at;
    }

    private static String decode(byte[] text, int from, int to) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(to - from);
        for (int at = from; at < to; at++) {
            int value = text[at] == '%' ? percentDecode(text, at, to) : -1;
            if (value >= 0) {
                decoded.write(value);
                at += 2;
            } else {
                decoded.write(text[at] == '+' ? ' ' : text[at]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static int percentDecode(byte[] text, int at, int to) {
        if (at + 2 >= to) {
            return -1;
        }
        int high = HttpGrammar.hexDigit(text[at + 1]);
        int low = HttpGrammar.hexDigit(text[at + 2]);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** The value of the first parameter of that name. */
    public Optional<String> first(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** The values of all parameters of that name, in their order. */
    public List<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** The number of parameters. */
    public int size() {
        return parameters.size();
    }

    @Override
    public Iterator<Parameter> iterator() {
        return parameters.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters that && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return parameters.hashCode();
    }

    @Override
    public String toString() {
        return parameters.toString();
    }
}
