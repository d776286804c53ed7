package dev.roundhouse.http.semantics;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The media types that a client likes to get: the value of Accept, RFC 9110 §12.5.1 */
public final class Accept {
    private final List<MediaRange> ranges;

    private Accept(List<MediaRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads the field of a request. A member that is malformed is left out; when none is left, the field counts as not
     * sent, and so everything is acceptable.
     */
    public static Accept of(Headers headers) {
        return new Accept(headers.combined(FieldName.ACCEPT)
                .map(value -> QuotedString.split(value, ',').stream()
                        .map(MediaRange::parse)
                        .flatMap(Optional::stream)
                        .toList())
                .orElse(List.of()));
    }

    /** Whether the client wants to get this media type at all, as in {@code text/html}. */
    public boolean accepts(String mediaType) {
        return weight(mediaType) > Weight.NOT_ACCEPTABLE;
    }

    /** Whether the client likes the one media type better than the other; liking both alike is no preference. */
    public boolean prefers(String mediaType, String other) {
        return weight(mediaType) > weight(other);
    }

    /**
     * How much the client likes a media type, in thousandths: the weight of the most exact range that matches.
     *
     * @throws IllegalArgumentException when the text is no media type
     */
    public int weight(String mediaType) {
        MediaRange type = MediaRange.parse(mediaType)
                .orElseThrow(() -> new IllegalArgumentException("no media type: " + mediaType));
        if (ranges.isEmpty()) {
            return Weight.MAX;
        }
        return ranges.stream()
                .filter(range -> range.matches(type))
                .max(Comparator.comparingInt(MediaRange::specificity).thenComparingInt(MediaRange::weight))
                .map(MediaRange::weight)
                .orElse(Weight.NOT_ACCEPTABLE);
    }
}
