package dev.roundhouse.http.h1;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;

/**
 * The errors for which a message is rejected: rule, status and message. The connection is closed after any of them, since the end
 * of a rejected message is unknown.
 */
public enum Http1Error {
    REQUEST_LINE_TOO_LONG("RFC 9112 §3", Status.URI_TOO_LONG, "Request line too long."),
    METHOD_TOO_LONG("RFC 9112 §3", Status.NOT_IMPLEMENTED, "Method name too long."),
    REQUEST_LINE_MALFORMED(
            "RFC 9112 §3",
            Status.BAD_REQUEST,
            "Malformed request line: expected method, target and version, separated by single spaces."),
    METHOD_MALFORMED("RFC 9112 §3.1", Status.BAD_REQUEST, "Malformed method: it must be a token."),
    TARGET_MALFORMED("RFC 9112 §3.2", Status.BAD_REQUEST, "Invalid request target for this method."),
    VERSION_MALFORMED("RFC 9112 §2.3", Status.BAD_REQUEST, "Malformed HTTP version: expected HTTP/digit.digit."),
    VERSION_UNSUPPORTED(
            "RFC 9110 §15.6.6",
            Status.HTTP_VERSION_NOT_SUPPORTED,
            "Unsupported HTTP version: use HTTP/1.1 or HTTP/1.0."),
    BARE_LF("RFC 9112 §2.2", Status.BAD_REQUEST, "Header lines must end with CRLF, not with LF alone."),
    BARE_CR("RFC 9112 §2.2", Status.BAD_REQUEST, "CR must be followed by LF."),
    TOO_MANY_EMPTY_LINES("RFC 9112 §2.2", Status.BAD_REQUEST, "Too many empty lines before the request line."),
    FIELD_LINE_FOLDED("RFC 9112 §5.2", Status.BAD_REQUEST, "Folded header lines (obs-fold) are not accepted."),
    SPACE_BEFORE_COLON(
            "RFC 9112 §5.1", Status.BAD_REQUEST, "Whitespace between a header name and the colon is not allowed."),
    FIELD_NAME_MALFORMED("RFC 9110 §5.1", Status.BAD_REQUEST, "Malformed header name."),
    FIELD_VALUE_MALFORMED("RFC 9110 §5.5", Status.BAD_REQUEST, "Header value contains a control character."),
    TOO_MANY_FIELDS("RFC 6585 §5", Status.REQUEST_HEADER_FIELDS_TOO_LARGE, "Too many header fields."),
    FIELDS_TOO_LARGE("RFC 6585 §5", Status.REQUEST_HEADER_FIELDS_TOO_LARGE, "Header fields too large."),
    HOST_MISSING("RFC 9112 §3.2", Status.BAD_REQUEST, "An HTTP/1.1 request must have a Host header."),
    HOST_DUPLICATE("RFC 9112 §3.2", Status.BAD_REQUEST, "More than one Host header."),
    HOST_INVALID("RFC 9112 §3.2", Status.BAD_REQUEST, "Invalid Host header: expected host[:port]."),
    CONTENT_LENGTH_INVALID(
            "RFC 9112 §6.3", Status.BAD_REQUEST, "Invalid Content-Length: expected a single decimal number."),
    TRANSFER_ENCODING_WITH_LENGTH(
            "RFC 9112 §6.1", Status.BAD_REQUEST, "A message must not have both Transfer-Encoding and Content-Length."),
    TRANSFER_ENCODING_IN_1_0("RFC 9112 §6.1", Status.BAD_REQUEST, "Transfer-Encoding is not allowed in HTTP/1.0."),
    TRANSFER_ENCODING_NOT_CHUNKED_LAST(
            "RFC 9112 §6.3",
            Status.BAD_REQUEST,
            "The final transfer coding of a request must be chunked, applied exactly once."),
    TRANSFER_CODING_UNSUPPORTED(
            "RFC 9112 §6.1", Status.NOT_IMPLEMENTED, "Unsupported transfer coding; only chunked is supported."),
    CHUNK_SIZE_MALFORMED(
            "RFC 9112 §7.1", Status.BAD_REQUEST, "Malformed chunk size: expected hexadecimal digits followed by CRLF."),
    CHUNK_EXTENSION_TOO_LONG("RFC 9112 §7.1.1", Status.BAD_REQUEST, "Chunk extensions too long."),
    CHUNK_EXTENSION_MALFORMED(
            "RFC 9112 §7.1.1", Status.BAD_REQUEST, "Malformed chunk extension: expected ;name or ;name=value."),
    CHUNK_NOT_TERMINATED("RFC 9112 §7.1", Status.BAD_REQUEST, "Chunk data must be followed by CRLF."),
    BODY_TOO_LARGE("RFC 9110 §15.5.14", Status.CONTENT_TOO_LARGE, "Request body too large."),
    MESSAGE_INCOMPLETE("RFC 9112 §8", Status.BAD_REQUEST, "Connection closed before the message was complete."),
    EXPECTATION_UNSUPPORTED(
            "RFC 9110 §10.1.1", Status.EXPECTATION_FAILED, "Unsupported expectation; only 100-continue is supported."),
    HEAD_TIMEOUT("RFC 9110 §15.5.9", Status.REQUEST_TIMEOUT, "Timed out waiting for the request headers."),
    BODY_TIMEOUT("RFC 9110 §15.5.9", Status.REQUEST_TIMEOUT, "Timed out waiting for the request body."),
    STATUS_LINE_MALFORMED(
            "RFC 9112 §4",
            Status.BAD_GATEWAY,
            "Malformed status line: expected version, three-digit status code and reason phrase."),
    HANDLER_TIMEOUT("RFC 9110 §15.6.4", Status.SERVICE_UNAVAILABLE, "The server took too long to produce a response."),
    HANDLER_FAILED("RFC 9110 §15.6.1", Status.INTERNAL_SERVER_ERROR, "The server failed to produce a response.");

    private final String section;
    private final Status status;
    private final String message;

    Http1Error(String rule, Status status, String message) {
        this.section = rule;
        this.status = status;
        this.message = message;
    }

    /** The section of the RFC that the message violates, or that defines the status. */
    public String section() {
        return section;
    }

    /** The status of the response. */
    public Status status() {
        return status;
    }

    /** What is wrong, for the client. */
    public String message() {
        return message;
    }

    /** The response. */
    public Response toResponse() {
        return Response.plain(status, status + "\n" + message + " (" + section + ")");
    }
}
