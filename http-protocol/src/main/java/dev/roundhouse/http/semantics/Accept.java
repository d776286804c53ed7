package dev.roundhouse.http.semantics;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The media types that a client accepts: the value of Accept. RFC 9110 §12.5.1 */
public final class Accept {
    private final List<MediaRange> ranges;

    private Accept(List<MediaRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * Parses the header of a request. A malformed member is ignored; when there is no other, the header is ignored, and every
     * media type is acceptable.
     */
    public static Accept of(Headers headers) {
        return new Accept(headers.combined(FieldName.ACCEPT)
                .map(value -> QuotedString.split(value, ',').stream()
                        .map(MediaRange::parse)
                        .flatMap(Optional::stream)
                        .toList())
                .orElse(List.of()));
    }

    /** Whether the client accepts this media type, such as {@code text/html}. */
    public boolean accepts(String mediaType) {
        return weight(mediaType) > Weight.NOT_ACCEPTABLE;
    }

    /** Whether the client prefers the first media type to the second; equal weights are no preference. */
    public boolean prefers(String mediaType, String other) {
        return weight(mediaType) > weight(other);
    }

    /**
     * The weight of a media type, in thousandths: that of the most specific range that matches.
     *
     * @throws IllegalArgumentException when the text is not a media type
     */
    int weight(String mediaType) {
        MediaRange type = MediaRange.parse(mediaType)
                .orElseThrow(() -> new IllegalArgumentException("not a media type: " + mediaType));
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
