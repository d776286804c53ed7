package dev.roundhouse.http.handlers;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.ByteRange;
import dev.roundhouse.http.semantics.ByteRanges;
import dev.roundhouse.http.semantics.ByteRanges.Multiple;
import dev.roundhouse.http.semantics.ByteRanges.Single;
import dev.roundhouse.http.semantics.ByteRanges.Unsatisfiable;
import dev.roundhouse.http.semantics.Preconditions;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Answers a request with a representation: all of it, a part, or the news that the client has it already. RFC 9110
 * §13.2.2, in its order.
 */
final class FileResponder {
    /** Requests without any of these get the same response each time. */
    private static final Headers.FieldNameSet CONDITIONS = Headers.FieldNameSet.of(
            FieldName.IF_MATCH,
            FieldName.IF_UNMODIFIED_SINCE,
            FieldName.IF_NONE_MATCH,
            FieldName.IF_MODIFIED_SINCE,
            FieldName.RANGE);

    /** These come before If-None-Match. RFC 9110 §13.2.2 */
    private static final Headers.FieldNameSet GUARDS =
            Headers.FieldNameSet.of(FieldName.IF_MATCH, FieldName.IF_UNMODIFIED_SINCE);

    private final InstantSource clock;
    private final CodingPreference preference;

    /** @param preference tells whether a client would be sent a coded form */
    FileResponder(InstantSource clock, CodingPreference preference) {
        this.clock = clock;
        this.preference = preference;
    }

    /** The response, or nothing when the file is no longer as it was. */
    Optional<Response> to(Request request, Representation selected) throws IOException {
        if (!request.headers().containsAnyOf(CONDITIONS)) {
            return whole(selected);
        }
        if (repeatsTag(request.headers(), selected)) {
            return selected.notModified();
        }
        Instant now = clock.instant();
        return switch (Preconditions.decide(
                request.method(), request.headers(), Optional.of(selected.validators()), now)) {
            case FAILED -> Optional.of(selected.refusal(BuiltInPages.PRECONDITION_FAILED.to(request.headers())));
            case NOT_MODIFIED -> selected.notModified();
            case PROCEED -> parts(request, selected, now);
        };
    }

    /** The short way for what browsers ask: the very tag they were told. {@link Preconditions} comes to the same. */
    private static boolean repeatsTag(Headers asked, Representation selected) {
        return asked.contains(FieldName.IF_NONE_MATCH)
                && !asked.containsAnyOf(GUARDS)
                && selected.tagText().isPresent()
                && asked.combined(FieldName.IF_NONE_MATCH).equals(selected.tagText());
    }

    private Optional<Response> parts(Request request, Representation selected, Instant now) throws IOException {
        if (!RangedForm.mayBeCut(request.headers(), selected, preference)) {
            return whole(selected);
        }
        ByteRanges ranges =
                ByteRanges.decide(request.method(), request.headers(), selected.validators(), selected.length(), now);
        if (ranges instanceof Single single) {
            return part(request, selected, single.range());
        }
        if (ranges instanceof Multiple multiple && !selected.isCoded()) {
            return parts(request, selected, multiple.ranges());
        }
        // The type of several parts is multipart/byteranges, and Content-Encoding would then say that this is what is
        // coded.
        // No field says it of the parts. Ranges may be disregarded (RFC 9110 §14.2), and so the whole is sent.
        return ranges instanceof Unsatisfiable ? Optional.of(unsatisfied(request, selected)) : whole(selected);
    }

    private Optional<Response> whole(Representation selected) throws IOException {
        if (selected.remembered().isPresent()) {
            return selected.remembered();
        }
        return octets(selected)
                .map(octets -> new Response(Status.OK, selected.headers(), octets.slice(0, selected.length())));
    }

    /** Who sends If-Range has the fields of the whole already, and is spared them. RFC 9110 §15.3.7 */
    private static Headers headersOfPart(Request request, Representation selected) {
        return request.headers().contains(FieldName.IF_RANGE) ? selected.guidingHeaders() : selected.headers();
    }

    /** RFC 9110 §15.3.7.1 */
    private Optional<Response> part(Request request, Representation selected, ByteRange range) throws IOException {
        Headers headers =
                headersOfPart(request, selected).with(FieldName.CONTENT_RANGE, range.contentRange(selected.length()));
        return octets(selected)
                .map(octets ->
                        new Response(Status.PARTIAL_CONTENT, headers, octets.slice(range.first(), range.length())));
    }

    /** RFC 9110 §15.3.7.2 */
    private Optional<Response> parts(Request request, Representation selected, List<ByteRange> ranges)
            throws IOException {
        MultipartByteRanges multipart = MultipartByteRanges.of(selected, ranges);
        Headers headers = Headers.builder()
                .add(FieldName.CONTENT_TYPE, multipart.contentType())
                .addAll(headersOfPart(request, selected).without(FieldName.CONTENT_TYPE))
                .build();
        return octets(selected).map(octets -> new Response(Status.PARTIAL_CONTENT, headers, multipart.body(octets)));
    }

    /** RFC 9110 §15.5.17 */
    private static Response unsatisfied(Request request, Representation selected) {
        return selected.refusal(BuiltInPages.RANGE_NOT_SATISFIABLE.to(request.headers()))
                .with(FieldName.CONTENT_RANGE, ByteRange.unsatisfied(selected.length()));
    }

    /** Parts of what is held, or of a file that is opened now and belongs to them. */
    private Optional<BodySlicer> octets(Representation selected) throws IOException {
        if (selected.source() instanceof RepresentationData.InMemory held) {
            return Optional.of((first, length) -> Body.of(held.octets().slice((int) first, (int) length)));
        }
        return ((RepresentationData.OnDisk) selected.source())
                .file()
                .use()
                .map(content -> (first, length) -> new Body.Slice(content, first, length));
    }

    /** Cuts parts out of a representation. */
    @FunctionalInterface
    interface BodySlicer {
        Body slice(long first, long length);
    }
}
