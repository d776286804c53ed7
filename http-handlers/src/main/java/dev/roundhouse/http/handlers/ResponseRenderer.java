package dev.roundhouse.http.handlers;

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
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes the response for a {@link Decision}. It decides nothing itself. */
final class ResponseRenderer {
    private ResponseRenderer() {}

    /** The response; nothing when the file was changed since the representation was selected. */
    static Optional<Response> render(Request request, Representation selected, Decision decision) throws IOException {
        if (decision instanceof Decision.Full) {
            return full(selected);
        }
        if (decision instanceof Decision.NotModified) {
            return selected.notModified();
        }
        if (decision instanceof Decision.Range part) {
            return singlePart(request, selected, part.range());
        }
        if (decision instanceof Decision.Ranges parts) {
            return multipart(request, selected, parts.ranges());
        }
        return Optional.of(
                decision instanceof Decision.PreconditionFailed
                        ? selected.errorResponse(BuiltInPages.PRECONDITION_FAILED.forClient(request.headers()))
                        : rangeNotSatisfiable(request, selected));
    }

    private static Optional<Response> full(Representation selected) throws IOException {
        if (selected.cachedResponse().isPresent()) {
            return selected.cachedResponse();
        }
        return openSlicer(selected)
                .map(bodySlicer -> new Response(Status.OK, selected.headers(), bodySlicer.slice(0, selected.length())));
    }

    /** A client that sends If-Range has the headers of the full response already. RFC 9110 §15.3.7 */
    private static Headers partHeaders(Request request, Representation selected) {
        return request.headers().contains(FieldName.IF_RANGE) ? selected.notModifiedHeaders() : selected.headers();
    }

    /** RFC 9110 §15.3.7.1 */
    private static Optional<Response> singlePart(Request request, Representation selected, ByteRange range)
            throws IOException {
        Headers headers =
                partHeaders(request, selected).with(FieldName.CONTENT_RANGE, range.contentRange(selected.length()));
        return openSlicer(selected)
                .map(bodySlicer ->
                        new Response(Status.PARTIAL_CONTENT, headers, bodySlicer.slice(range.first(), range.length())));
    }

    /** RFC 9110 §15.3.7.2 */
    private static Optional<Response> multipart(Request request, Representation selected, List<ByteRange> ranges)
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

    /** Slices the bytes in memory, or a file that is opened now and closed with the body. */
    private static Optional<BodySlicer> openSlicer(Representation selected) throws IOException {
        if (selected.source() instanceof RepresentationData.InMemory inMemory) {
            return Optional.of((first, length) -> Body.of(inMemory.bytes().slice((int) first, (int) length)));
        }
        return ((RepresentationData.OnDisk) selected.source())
                .file()
                .acquire()
                .map(content -> (first, length) -> new Body.Slice(content, first, length));
    }

    /** Makes the body of a part of a representation. */
    @FunctionalInterface
    interface BodySlicer {
        Body slice(long first, long length);
    }
}
