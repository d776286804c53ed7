package dev.roundhouse.http.h1;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;

/**
 * Everything that the engine refuses: the rule, the status, and one sentence. After a refusal the connection is closed,
 * since what follows a message that was not understood cannot be told from a message.
 */
public enum Http1Error {
    REQUEST_LINE_TOO_LONG("RFC 9112 §3", Status.URI_TOO_LONG, "The request line is longer than this server takes."),
    METHOD_TOO_LONG("RFC 9112 §3", Status.NOT_IMPLEMENTED, "The method is longer than any that is known here."),
    REQUEST_LINE_MALFORMED(
            "RFC 9112 §3",
            Status.BAD_REQUEST,
            "A request line is a method, a target and a version, one space between each."),
    METHOD_MALFORMED("RFC 9112 §3.1", Status.BAD_REQUEST, "A method is a token."),
    TARGET_MALFORMED(
            "RFC 9112 §3.2",
            Status.BAD_REQUEST,
            "The target is in no form that fits the method, or holds illegal octets."),
    VERSION_MALFORMED("RFC 9112 §2.3", Status.BAD_REQUEST, "A version is written HTTP/, a digit, a dot, a digit."),
    VERSION_UNSUPPORTED(
            "RFC 9110 §15.6.6", Status.HTTP_VERSION_NOT_SUPPORTED, "This connection speaks HTTP/1.1 and HTTP/1.0."),
    BARE_LF("RFC 9112 §2.2", Status.BAD_REQUEST, "A line of a head ends with CR LF, not with LF alone."),
    BARE_CR("RFC 9112 §2.2", Status.BAD_REQUEST, "A CR stands nowhere but before LF."),
    TOO_MANY_EMPTY_LINES("RFC 9112 §2.2", Status.BAD_REQUEST, "Too many empty lines before the request line."),
    FIELD_LINE_FOLDED("RFC 9112 §5.2", Status.BAD_REQUEST, "A field line must not be folded."),
    SPACE_BEFORE_COLON(
            "RFC 9112 §5.1", Status.BAD_REQUEST, "No white space stands between a field name and its colon."),
    FIELD_NAME_MALFORMED("RFC 9110 §5.1", Status.BAD_REQUEST, "A field line begins with a token and a colon."),
    FIELD_VALUE_MALFORMED("RFC 9110 §5.5", Status.BAD_REQUEST, "A field value holds no control character."),
    TOO_MANY_FIELDS(
            "RFC 6585 §5", Status.REQUEST_HEADER_FIELDS_TOO_LARGE, "There are more fields than this server takes."),
    FIELDS_TOO_LARGE(
            "RFC 6585 §5", Status.REQUEST_HEADER_FIELDS_TOO_LARGE, "The fields are longer than this server takes."),
    HOST_MISSING("RFC 9112 §3.2", Status.BAD_REQUEST, "A request of HTTP/1.1 has a Host field."),
    HOST_DUPLICATE("RFC 9112 §3.2", Status.BAD_REQUEST, "There is one Host field, not several."),
    HOST_INVALID("RFC 9112 §3.2", Status.BAD_REQUEST, "A Host field is a host and perhaps a port."),
    CONTENT_LENGTH_INVALID("RFC 9112 §6.3", Status.BAD_REQUEST, "Content-Length is one decimal number, given once."),
    TRANSFER_ENCODING_WITH_LENGTH(
            "RFC 9112 §6.1", Status.BAD_REQUEST, "Transfer-Encoding and Content-Length must not stand in one message."),
    TRANSFER_ENCODING_IN_1_0("RFC 9112 §6.1", Status.BAD_REQUEST, "HTTP/1.0 knows no Transfer-Encoding."),
    TRANSFER_ENCODING_NOT_CHUNKED_LAST(
            "RFC 9112 §6.3",
            Status.BAD_REQUEST,
            "The last transfer coding of a request is chunked, and it is applied once."),
    TRANSFER_CODING_UNSUPPORTED(
            "RFC 9112 §6.1", Status.NOT_IMPLEMENTED, "The only transfer coding known here is chunked."),
    CHUNK_SIZE_MALFORMED(
            "RFC 9112 §7.1", Status.BAD_REQUEST, "A chunk begins with its size in hexadecimal digits and CR LF."),
    CHUNK_EXTENSION_TOO_LONG(
            "RFC 9112 §7.1.1", Status.BAD_REQUEST, "The chunk extensions are longer than anybody needs."),
    CHUNK_EXTENSION_MALFORMED("RFC 9112 §7.1.1", Status.BAD_REQUEST, "A chunk extension is ;name or ;name=value."),
    CHUNK_NOT_TERMINATED("RFC 9112 §7.1", Status.BAD_REQUEST, "The data of a chunk end with CR LF."),
    BODY_TOO_LARGE("RFC 9110 §15.5.14", Status.CONTENT_TOO_LARGE, "The body is larger than this server takes."),
    MESSAGE_INCOMPLETE("RFC 9112 §8", Status.BAD_REQUEST, "The connection ended before the message did."),
    EXPECTATION_UNSUPPORTED(
            "RFC 9110 §10.1.1", Status.EXPECTATION_FAILED, "The only expectation known here is 100-continue."),
    HEAD_TIMEOUT("RFC 9110 §15.5.9", Status.REQUEST_TIMEOUT, "The head took too long."),
    BODY_TIMEOUT("RFC 9110 §15.5.9", Status.REQUEST_TIMEOUT, "The body took too long."),
    STATUS_LINE_MALFORMED(
            "RFC 9112 §4",
            Status.BAD_GATEWAY,
            "A status line is a version, three digits and a reason, one space between each."),
    HANDLER_FAILED("RFC 9110 §15.6.1", Status.INTERNAL_SERVER_ERROR, "The server failed to make an answer.");

    private final String section;
    private final Status status;
    private final String message;

    Http1Error(String rule, Status status, String message) {
        this.section = rule;
        this.status = status;
        this.message = message;
    }

    /** The paragraph that is broken, or that gives the status its meaning. */
    public String section() {
        return section;
    }

    /** The status of the answer. */
    public Status status() {
        return status;
    }

    /** What is wrong, for the reader at the other end. */
    public String message() {
        return message;
    }

    /** The answer. */
    public Response toResponse() {
        return Response.plain(status, status + "\n" + message + " (" + section + ")");
    }
}
