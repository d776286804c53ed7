package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.coding.CodingPreference;
import dev.roundhouse.http.handlers.content.RangedForm;
import dev.roundhouse.http.handlers.content.Representation;
import dev.roundhouse.http.handlers.content.RepresentationData;
import dev.roundhouse.http.handlers.errors.BuiltInPages;
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
    private static final Headers.FieldNameSet CONDITIONAL_FIELDS = Headers.FieldNameSet.of(
            FieldName.IF_MATCH,
            FieldName.IF_UNMODIFIED_SINCE,
            FieldName.IF_NONE_MATCH,
            FieldName.IF_MODIFIED_SINCE,
            FieldName.RANGE);

    /** These come before If-None-Match. RFC 9110 §13.2.2 */
    private static final Headers.FieldNameSet WRITE_PRECONDITIONS =
            Headers.FieldNameSet.of(FieldName.IF_MATCH, FieldName.IF_UNMODIFIED_SINCE);

    private final InstantSource clock;
    private final CodingPreference preference;

    /** @param preference tells whether a client would be sent a coded form */
    FileResponder(InstantSource clock, CodingPreference preference) {
        this.clock = clock;
        this.preference = preference;
    }

    /** The response, or nothing when the file is no longer as it was. */
    Optional<Response> respond(Request request, Representation selected) throws IOException {
        if (!request.headers().containsAny(CONDITIONAL_FIELDS)) {
            return respondFull(selected);
        }
        if (hasCurrentTag(request.headers(), selected)) {
            return selected.notModified();
        }
        Instant now = clock.instant();
        return switch (Preconditions.decide(
                request.method(), request.headers(), Optional.of(selected.validators()), now)) {
            case FAILED ->
                Optional.of(selected.errorResponse(BuiltInPages.PRECONDITION_FAILED.forClient(request.headers())));
            case NOT_MODIFIED -> selected.notModified();
            case PROCEED -> respondPartial(request, selected, now);
        };
    }

    /** The short way for what browsers ask: the very tag they were told. {@link Preconditions} comes to the same. */
    private static boolean hasCurrentTag(Headers requestHeaders, Representation selected) {
        return requestHeaders.contains(FieldName.IF_NONE_MATCH)
                && !requestHeaders.containsAny(WRITE_PRECONDITIONS)
                && selected.entityTagText().isPresent()
                && requestHeaders.combined(FieldName.IF_NONE_MATCH).equals(selected.entityTagText());
    }

    private Optional<Response> respondPartial(Request request, Representation selected, Instant now)
            throws IOException {
        if (!RangedForm.mayBeCut(request.headers(), selected, preference)) {
            return respondFull(selected);
        }
        ByteRanges ranges =
                ByteRanges.decide(request.method(), request.headers(), selected.validators(), selected.length(), now);
        if (ranges instanceof Single single) {
            return singlePart(request, selected, single.range());
        }
        if (ranges instanceof Multiple multiple && !selected.isEncoded()) {
            return respondPartial(request, selected, multiple.ranges());
        }
        // The type of several parts is multipart/byteranges, and Content-Encoding would then say that this is what is
        // coded.
        // No field says it of the parts. Ranges may be disregarded (RFC 9110 §14.2), and so the whole is sent.
        return ranges instanceof Unsatisfiable
                ? Optional.of(rangeNotSatisfiable(request, selected))
                : respondFull(selected);
    }

    private Optional<Response> respondFull(Representation selected) throws IOException {
        if (selected.cachedResponse().isPresent()) {
            return selected.cachedResponse();
        }
        return openSlicer(selected)
                .map(bodySlicer -> new Response(Status.OK, selected.headers(), bodySlicer.slice(0, selected.length())));
    }

    /** Who sends If-Range has the fields of the whole already, and is spared them. RFC 9110 §15.3.7 */
    private static Headers partHeaders(Request request, Representation selected) {
        return request.headers().contains(FieldName.IF_RANGE) ? selected.notModifiedHeaders() : selected.headers();
    }

    /** RFC 9110 §15.3.7.1 */
    private Optional<Response> singlePart(Request request, Representation selected, ByteRange range)
            throws IOException {
        Headers headers =
                partHeaders(request, selected).with(FieldName.CONTENT_RANGE, range.contentRange(selected.length()));
        return openSlicer(selected)
                .map(bodySlicer ->
                        new Response(Status.PARTIAL_CONTENT, headers, bodySlicer.slice(range.first(), range.length())));
    }

    /** RFC 9110 §15.3.7.2 */
    private Optional<Response> respondPartial(Request request, Representation selected, List<ByteRange> ranges)
            throws IOException {
        MultipartByteRanges multipartByteRanges = MultipartByteRanges.of(selected, ranges);
        Headers headers = Headers.builder()
                .add(FieldName.CONTENT_TYPE, multipartByteRanges.contentType())
                .addAll(partHeaders(request, selected).without(FieldName.CONTENT_TYPE))
                .build();
        return openSlicer(selected)
                .map(bodySlicer -> new Response(Status.PARTIAL_CONTENT, headers, multipartByteRanges.body(bodySlicer)));
    }

    /** RFC 9110 §15.5.17 */
    private static Response rangeNotSatisfiable(Request request, Representation selected) {
        return selected.errorResponse(BuiltInPages.RANGE_NOT_SATISFIABLE.forClient(request.headers()))
                .with(FieldName.CONTENT_RANGE, ByteRange.unsatisfiedRange(selected.length()));
    }

    /** Parts of what is held, or of a file that is opened now and belongs to them. */
    private Optional<BodySlicer> openSlicer(Representation selected) throws IOException {
        if (selected.source() instanceof RepresentationData.InMemory inMemory) {
            return Optional.of((first, length) -> Body.of(inMemory.bytes().slice((int) first, (int) length)));
        }
        return ((RepresentationData.OnDisk) selected.source())
                .file()
                .acquire()
                .map(content -> (first, length) -> new Body.Slice(content, first, length));
    }

    /** Cuts parts out of a representation. */
    @FunctionalInterface
    interface BodySlicer {
        Body slice(long first, long length);
    }
}
