package dev.roundhouse.http.h2;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;

/**
 * The errors that end a stream or a connection of HTTP/2: rule, scope, error code and message. RFC 9113 §5.4
 *
 * <p>Where an RFC allows a stream error or a connection error, the choice is the smallest that keeps both ends in step.
 */
public enum Http2Error {
    PREFACE_INVALID("RFC 9113 §3.4", ErrorScope.CONNECTION, ErrorCode.PROTOCOL_ERROR, "Invalid connection preface."),
    SETTINGS_MISSING(
            "RFC 9113 §3.4", ErrorScope.CONNECTION, ErrorCode.PROTOCOL_ERROR, "The first frame must be SETTINGS."),
    FRAME_TOO_LARGE(
            "RFC 9113 §4.2",
            ErrorScope.CONNECTION,
            ErrorCode.FRAME_SIZE_ERROR,
            "Frame larger than SETTINGS_MAX_FRAME_SIZE."),
    FRAME_LENGTH_INVALID(
            "RFC 9113 §6", ErrorScope.CONNECTION, ErrorCode.FRAME_SIZE_ERROR, "Invalid length for this type of frame."),
    PRIORITY_LENGTH_INVALID(
            "RFC 9113 §6.3", ErrorScope.STREAM, ErrorCode.FRAME_SIZE_ERROR, "A PRIORITY frame has 5 bytes."),
    FRAME_NEEDS_STREAM(
            "RFC 9113 §6", ErrorScope.CONNECTION, ErrorCode.PROTOCOL_ERROR, "This type of frame must be on a stream."),
    FRAME_ON_STREAM(
            "RFC 9113 §6",
            ErrorScope.CONNECTION,
            ErrorCode.PROTOCOL_ERROR,
            "This type of frame must not be on a stream."),
    PADDING_INVALID(
            "RFC 9113 §6.1",
            ErrorScope.CONNECTION,
            ErrorCode.PROTOCOL_ERROR,
            "Padding as long as the frame or longer."),
    HEADER_BLOCK_INTERRUPTED(
            "RFC 9113 §6.10",
            ErrorScope.CONNECTION,
            ErrorCode.PROTOCOL_ERROR,
            "A field block must be followed by CONTINUATION frames of the same stream until its end."),
    CONTINUATION_UNEXPECTED(
            "RFC 9113 §6.10",
            ErrorScope.CONNECTION,
            ErrorCode.PROTOCOL_ERROR,
            "CONTINUATION without a field block that is open."),
    HEADER_BLOCK_TOO_LARGE(
            "RFC 9113 §10.5.1",
            ErrorScope.CONNECTION,
            ErrorCode.ENHANCE_YOUR_CALM,
            "Field block of too many bytes or frames."),
    HEADER_COMPRESSION_INVALID(
            "RFC 9113 §4.3", ErrorScope.CONNECTION, ErrorCode.COMPRESSION_ERROR, "Field block cannot be decompressed."),
    PUSH_UNEXPECTED("RFC 9113 §8.4", ErrorScope.CONNECTION, ErrorCode.PROTOCOL_ERROR, "Push is not allowed."),
    SETTING_INVALID("RFC 9113 §6.5.2", ErrorScope.CONNECTION, ErrorCode.PROTOCOL_ERROR, "Invalid value of a setting."),
    INITIAL_WINDOW_TOO_LARGE(
            "RFC 9113 §6.5.2",
            ErrorScope.CONNECTION,
            ErrorCode.FLOW_CONTROL_ERROR,
            "SETTINGS_INITIAL_WINDOW_SIZE above 2^31-1."),
    SETTINGS_NOT_ACKNOWLEDGED(
            "RFC 9113 §6.5.3",
            ErrorScope.CONNECTION,
            ErrorCode.SETTINGS_TIMEOUT,
            "Settings were not acknowledged in time."),
    STREAM_ID_EVEN(
            "RFC 9113 §5.1.1",
            ErrorScope.CONNECTION,
            ErrorCode.PROTOCOL_ERROR,
            "Streams of a client have odd numbers."),
    STREAM_IDLE(
            "RFC 9113 §5.1", ErrorScope.CONNECTION, ErrorCode.PROTOCOL_ERROR, "Frame on a stream that was not opened."),
    STREAM_ENDED(
            "RFC 9113 §5.1", ErrorScope.CONNECTION, ErrorCode.STREAM_CLOSED, "Frame on a stream that has been closed."),
    STREAM_HALF_CLOSED(
            "RFC 9113 §5.1", ErrorScope.STREAM, ErrorCode.STREAM_CLOSED, "Frame after the end of the message."),
    STREAM_RESET_BY_PEER(
            "RFC 9113 §5.1",
            ErrorScope.STREAM,
            ErrorCode.STREAM_CLOSED,
            "Frame on a stream that its sender has reset."),
    TOO_MANY_STREAMS(
            "RFC 9113 §5.1.2",
            ErrorScope.STREAM,
            ErrorCode.REFUSED_STREAM,
            "More streams than SETTINGS_MAX_CONCURRENT_STREAMS."),
    WINDOW_INCREMENT_ZERO(
            "RFC 9113 §6.9", ErrorScope.STREAM, ErrorCode.PROTOCOL_ERROR, "WINDOW_UPDATE with an increment of 0."),
    CONNECTION_INCREMENT_ZERO(
            "RFC 9113 §6.9", ErrorScope.CONNECTION, ErrorCode.PROTOCOL_ERROR, "WINDOW_UPDATE with an increment of 0."),
    WINDOW_OVERFLOW("RFC 9113 §6.9.1", ErrorScope.STREAM, ErrorCode.FLOW_CONTROL_ERROR, "Window above 2^31-1."),
    CONNECTION_WINDOW_OVERFLOW(
            "RFC 9113 §6.9.1", ErrorScope.CONNECTION, ErrorCode.FLOW_CONTROL_ERROR, "Window above 2^31-1."),
    WINDOW_EXCEEDED(
            "RFC 9113 §6.9", ErrorScope.STREAM, ErrorCode.FLOW_CONTROL_ERROR, "More data than the window allows."),
    CONNECTION_WINDOW_EXCEEDED(
            "RFC 9113 §6.9",
            ErrorScope.CONNECTION,
            ErrorCode.FLOW_CONTROL_ERROR,
            "More data than the window of the connection allows."),
    PRIORITY_UPDATE_INVALID(
            "RFC 9218 §7.1", ErrorScope.CONNECTION, ErrorCode.PROTOCOL_ERROR, "PRIORITY_UPDATE for an invalid stream."),
    PRIORITY_SELF_DEPENDENT(
            "RFC 7540 §5.3.1", ErrorScope.STREAM, ErrorCode.PROTOCOL_ERROR, "A stream cannot depend on itself."),
    TRAILERS_WITHOUT_END(
            "RFC 9113 §8.1", ErrorScope.STREAM, ErrorCode.PROTOCOL_ERROR, "Trailers must end the message."),
    FIELD_NAME_MALFORMED(
            "RFC 9113 §8.2.1",
            ErrorScope.STREAM,
            ErrorCode.PROTOCOL_ERROR,
            "Field name with an invalid or upper-case character."),
    FIELD_VALUE_MALFORMED(
            "RFC 9113 §8.2.1", ErrorScope.STREAM, ErrorCode.PROTOCOL_ERROR, "Field value with an invalid character."),
    FIELD_CONNECTION_SPECIFIC(
            "RFC 9113 §8.2.2",
            ErrorScope.STREAM,
            ErrorCode.PROTOCOL_ERROR,
            "Connection-specific fields are not allowed, and TE only with trailers."),
    PSEUDO_HEADER_INVALID(
            "RFC 9113 §8.3",
            ErrorScope.STREAM,
            ErrorCode.PROTOCOL_ERROR,
            "Unknown, repeated or misplaced pseudo-header field."),
    PSEUDO_HEADER_MISSING(
            "RFC 9113 §8.3.1", ErrorScope.STREAM, ErrorCode.PROTOCOL_ERROR, "Pseudo-header field missing or empty."),
    TARGET_MALFORMED("RFC 9113 §8.3.1", ErrorScope.STREAM, ErrorCode.PROTOCOL_ERROR, "Invalid method, scheme or path."),
    AUTHORITY_INVALID(
            "RFC 9113 §8.3.1",
            ErrorScope.STREAM,
            ErrorCode.PROTOCOL_ERROR,
            "Missing, repeated, invalid or contradictory :authority and Host."),
    CONTENT_LENGTH_MISMATCH(
            "RFC 9113 §8.1.1",
            ErrorScope.STREAM,
            ErrorCode.PROTOCOL_ERROR,
            "Content-Length is invalid, or differs from the number of bytes in DATA frames."),
    STATUS_INVALID("RFC 9113 §8.3.2", ErrorScope.STREAM, ErrorCode.PROTOCOL_ERROR, "Missing or invalid :status."),
    RESPONSE_INCOMPLETE(
            "RFC 9113 §8.1",
            ErrorScope.STREAM,
            ErrorCode.PROTOCOL_ERROR,
            "Content or the end of a response before its final head."),
    CONTENT_UNEXPECTED(
            "RFC 9113 §8.1.1",
            ErrorScope.STREAM,
            ErrorCode.PROTOCOL_ERROR,
            "Content in a response that never has any."),
    CONTENT_TOO_LARGE(
            "RFC 9113 §5.4.2", ErrorScope.STREAM, ErrorCode.CANCEL, "Content of unknown length is beyond the limit."),
    FLOOD(
            "RFC 9113 §10.5",
            ErrorScope.CONNECTION,
            ErrorCode.ENHANCE_YOUR_CALM,
            "Too many frames that cost more than they use."),
    FIELDS_TOO_LARGE(Status.REQUEST_HEADER_FIELDS_TOO_LARGE, "RFC 6585 §5", "Too many or too large header fields."),
    TARGET_TOO_LONG(Status.URI_TOO_LONG, "RFC 9110 §15.5.15", "Request target too long."),
    BODY_TOO_LARGE(Status.CONTENT_TOO_LARGE, "RFC 9110 §15.5.14", "Request body too large."),
    EXPECTATION_UNSUPPORTED(
            Status.EXPECTATION_FAILED, "RFC 9110 §10.1.1", "Unsupported expectation; only 100-continue is supported."),
    BODY_TIMEOUT(Status.REQUEST_TIMEOUT, "RFC 9110 §15.5.9", "Timed out waiting for the request body."),
    HANDLER_TIMEOUT(Status.SERVICE_UNAVAILABLE, "RFC 9110 §15.6.4", "The server took too long to produce a response."),
    HANDLER_FAILED(Status.INTERNAL_SERVER_ERROR, "RFC 9110 §15.6.1", "The server failed to produce a response."),
    REQUEST_NOT_NEEDED(
            "RFC 9113 §8.1",
            ErrorScope.STREAM,
            ErrorCode.NO_ERROR,
            "The rest of the request is not needed for the response."),
    CONTENT_FAILED("RFC 9113 §5.4.2", ErrorScope.STREAM, ErrorCode.INTERNAL_ERROR, "The content could not be read."),
    TRANSFER_TIMEOUT("RFC 9113 §5.4.2", ErrorScope.STREAM, ErrorCode.CANCEL, "The response was not read in time."),
    HEAD_TIMEOUT(
            "RFC 9113 §5.4.1", ErrorScope.CONNECTION, ErrorCode.NO_ERROR, "Timed out waiting for a complete frame.");

    /** What an error ends. */
    public enum ErrorScope {
        /** The stream gets an error response, and ends regularly. */
        RESPONSE,
        /** The stream is reset. RFC 9113 §5.4.2 */
        STREAM,
        /** The connection is closed after GOAWAY. RFC 9113 §5.4.1 */
        CONNECTION
    }

    private final String section;
    private final ErrorScope scope;
    private final ErrorCode code;
    private final Status status;
    private final String message;

    Http2Error(String section, ErrorScope scope, ErrorCode code, String message) {
        this(section, scope, code, Status.BAD_REQUEST, message);
    }

    Http2Error(Status status, String section, String message) {
        this(section, ErrorScope.RESPONSE, ErrorCode.NO_ERROR, status, message);
    }

    Http2Error(String section, ErrorScope scope, ErrorCode code, Status status, String message) {
        this.section = section;
        this.scope = scope;
        this.code = code;
        this.status = status;
        this.message = message;
    }

    /** The section of the RFC that the peer violates, or that defines the status. */
    public String section() {
        return section;
    }

    /** What the error ends. */
    public ErrorScope scope() {
        return scope;
    }

    /** The code in the frame that ends the stream or the connection. */
    public ErrorCode code() {
        return code;
    }

    /** The status of the response; of a stream that is reset, for logs. */
    public Status status() {
        return status;
    }

    /** What is wrong, for the peer. */
    public String message() {
        return message;
    }

    /** The response, if the stream can still have one. */
    public Response toResponse() {
        return Response.plain(status, status + "\n" + message + " (" + section + ")");
    }
}
