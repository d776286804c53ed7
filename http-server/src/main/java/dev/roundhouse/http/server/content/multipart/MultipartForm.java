package dev.roundhouse.http.server.content.multipart;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.MediaType;
import dev.roundhouse.http.server.content.Responses;
import java.util.Optional;

/**
 * Receives forms of the media type {@code multipart/form-data} (RFC 7578), with files, as a stream: only the header section of a
 * part is kept in memory.
 *
 * <pre>{@code
 * final class PhotoForm implements FormListener {
 *     private long photoBytes;
 *
 *     public PartListener startPart(PartHead part) {
 *         return part.name().equals("photo") ? bytes -> photoBytes += bytes.remaining() : PartListener.SKIPPING;
 *     }
 *
 *     public Reply finish() {
 *         return Responses.text(Status.OK, photoBytes + " bytes");
 *     }
 * }
 *
 * Handler upload = request -> MultipartForm.receive(request, MultipartLimits.DEFAULT, new PhotoForm());
 * }</pre>
 */
public final class MultipartForm {
    private static final String FORM_DATA = "multipart/form-data";

    /** RFC 2046 §5.1.1. */
    private static final int MAX_BOUNDARY = 70;

    private static final String BOUNDARY_PUNCTUATION = "'()+_,-./:=? ";

    private MultipartForm() {}

    /**
     * Returns the reply of a handler. The response to another media type is 415; to a form that is malformed, or has no valid
     * boundary, 400; to one that exceeds a limit 413. Then the listener is aborted, if it was started.
     *
     * @param listener used for this request alone
     */
    public static Reply receive(Request request, MultipartLimits limits, FormListener listener) {
        Optional<MediaType> type = MediaType.of(request.headers()).filter(present -> present.is(FORM_DATA));
        if (type.isEmpty()) {
            return Responses.text(
                            Status.UNSUPPORTED_MEDIA_TYPE, "The media type of the body must be " + FORM_DATA + ".")
                    .with(FieldName.ACCEPT, FORM_DATA);
        }
        Optional<String> boundary = type.get().parameter("boundary").filter(MultipartForm::isBoundary);
        return boundary.isPresent()
                ? new MultipartUpload(boundary.get(), limits, listener)
                : Responses.text(Status.BAD_REQUEST, "The multipart body has no valid boundary (RFC 2046 §5.1.1).");
    }

    private static boolean isBoundary(String boundary) {
        return !boundary.isEmpty()
                && boundary.length() <= MAX_BOUNDARY
                && !boundary.endsWith(" ")
                && boundary.chars()
                        .allMatch(c -> HttpGrammar.isAlphanumeric(c) || BOUNDARY_PUNCTUATION.indexOf(c) >= 0);
    }
}
