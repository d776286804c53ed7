package dev.roundhouse.http.server.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A parsed path template: {@code /files/{id}} or {@code /proxy/{path*}}. It is written decoded: {@code /käse}, not
 * {@code /k%C3%A4se}.
 */
final class PathTemplate {
    /** The kind of a segment. */
    enum Kind {
        /** The name itself. */
        LITERAL,
        /** Any name. */
        PARAMETER,
        /** All that follows, which may be nothing. */
        REST
    }

    /** One segment of a template; the text is a name of the path or the name of the parameter. */
    record TemplateSegment(Kind kind, String text) {}

    private final String text;
    private final List<TemplateSegment> segments;
    private final boolean endsWithSlash;

    private PathTemplate(String text, List<TemplateSegment> segments, boolean endsWithSlash) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.endsWithSlash = endsWithSlash;
    }

    /** @throws IllegalArgumentException when it is invalid; the message has the reason */
    static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw invalid(text, "it must start with a slash");
        }
        List<TemplateSegment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int from = 1;
        while (from < text.length()) {
            int end = DecodedPath.segmentEnd(text, from);
            TemplateSegment segment = parseSegment(text, text.substring(from, end));
            if (segment.kind() == Kind.REST && end < text.length()) {
                throw invalid(text, "{" + segment.text() + "*} must be the last segment");
            }
            if (segment.kind() != Kind.LITERAL && !names.add(segment.text())) {
                throw invalid(text, "two parameters are named '" + segment.text() + "'");
            }
            segments.add(segment);
            from = end + 1;
        }
        return new PathTemplate(text, segments, text.endsWith("/"));
    }

    private static TemplateSegment parseSegment(String text, String segment) {
        if (segment.isEmpty()) {
            throw invalid(text, "it has an empty segment");
        }
        if (segment.indexOf('{') < 0 && segment.indexOf('}') < 0) {
            return new TemplateSegment(Kind.LITERAL, requireName(text, segment));
        }
        if (!segment.startsWith("{") || !segment.endsWith("}")) {
            throw invalid(text, "a parameter must be a complete segment, but there is '" + segment + "'");
        }
        boolean isRest = segment.endsWith("*}");
        String name = segment.substring(1, segment.length() - (isRest ? 2 : 1));
        if (!isParameterName(name)) {
            throw invalid(text, "a parameter is named by letters, digits and '_', not '" + name + "'");
        }
        return new TemplateSegment(isRest ? Kind.REST : Kind.PARAMETER, name);
    }

    private static String requireName(String text, String segment) {
        if (segment.equals(".") || segment.equals("..")) {
            throw invalid(text, "'" + segment + "' is no name");
        }
        for (int at = 0; at < segment.length(); at++) {
            char character = segment.charAt(at);
            if (character == '%') {
                throw invalid(text, "it must not be percent-encoded");
            }
            if (character == '?' || character == '#') {
                throw invalid(text, "it must not have a query or a fragment");
            }
            if (character == '\\' || Character.isISOControl(character)) {
                throw invalid(text, "no path has a backslash or a control character");
            }
        }
        return segment;
    }

    private static boolean isParameterName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(at -> at == '_' || (at < 128 && Character.isLetterOrDigit(at)))
                && !Character.isDigit(name.charAt(0));
    }

    private static IllegalArgumentException invalid(String text, String reason) {
        return new IllegalArgumentException("invalid path template '" + text + "': " + reason);
    }

    List<TemplateSegment> segments() {
        return segments;
    }

    /** Whether it matches only paths that end with a slash. */
    boolean endsWithSlash() {
        return endsWithSlash;
    }

    boolean hasRest() {
        return !segments.isEmpty() && segments.get(segments.size() - 1).kind() == Kind.REST;
    }

    boolean hasParameters() {
        return segments.stream().anyMatch(segment -> segment.kind() != Kind.LITERAL);
    }

    /** Whether this template ends with a rest parameter, and is that other one before it. */
    boolean isRestOf(PathTemplate prefix) {
        return hasRest() && segments.subList(0, segments.size() - 1).equals(prefix.segments);
    }

    /** Whether both match the same paths. */
    boolean hasShapeOf(PathTemplate other) {
        return shape().equals(other.shape());
    }

    private String shape() {
        StringBuilder shape = new StringBuilder();
        for (TemplateSegment segment : segments) {
            shape.append('/').append(segment.kind() == Kind.LITERAL ? segment.text() : "{" + segment.kind() + "}");
        }
        return endsWithSlash ? shape.append('/').toString() : shape.toString();
    }

    /**
     * Returns the value of a parameter.
     *
     * @param path decoded, matched by this template
     * @throws IllegalArgumentException when the template has no parameter of this name
     */
    String value(String path, String name) {
        for (int number = 0; number < segments.size(); number++) {
            TemplateSegment segment = segments.get(number);
            if (segment.kind() != Kind.LITERAL && segment.text().equals(name)) {
                int start = DecodedPath.segmentStart(path, number);
                return segment.kind() == Kind.REST
                        ? path.substring(start)
                        : path.substring(start, DecodedPath.segmentEnd(path, start));
            }
        }
        throw new IllegalArgumentException("the path template " + text + " has no parameter '" + name + "'");
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
