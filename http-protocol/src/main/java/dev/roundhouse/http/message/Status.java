package dev.roundhouse.http.message;

import dev.roundhouse.http.grammar.HttpGrammar;

/**
 * A status code and its reason phrase (RFC 9110 §15).
 *
 * @param code 100 to 599
 * @param reason a text for people; may be empty
 */
public record Status(int code, String reason) {
    public static final Status CONTINUE = new Status(100, "Continue");
    public static final Status OK = new Status(200, "OK");
    public static final Status NO_CONTENT = new Status(204, "No Content");
    public static final Status PARTIAL_CONTENT = new Status(206, "Partial Content");
    public static final Status MOVED_PERMANENTLY = new Status(301, "Moved Permanently");
    public static final Status NOT_MODIFIED = new Status(304, "Not Modified");
    public static final Status PERMANENT_REDIRECT = new Status(308, "Permanent Redirect");
    public static final Status BAD_REQUEST = new Status(400, "Bad Request");
    public static final Status FORBIDDEN = new Status(403, "Forbidden");
    public static final Status NOT_FOUND = new Status(404, "Not Found");
    public static final Status METHOD_NOT_ALLOWED = new Status(405, "Method Not Allowed");
    public static final Status NOT_ACCEPTABLE = new Status(406, "Not Acceptable");
    public static final Status REQUEST_TIMEOUT = new Status(408, "Request Timeout");
    public static final Status PRECONDITION_FAILED = new Status(412, "Precondition Failed");
    public static final Status CONTENT_TOO_LARGE = new Status(413, "Content Too Large");
    public static final Status URI_TOO_LONG = new Status(414, "URI Too Long");
    public static final Status RANGE_NOT_SATISFIABLE = new Status(416, "Range Not Satisfiable");
    public static final Status EXPECTATION_FAILED = new Status(417, "Expectation Failed");
    public static final Status REQUEST_HEADER_FIELDS_TOO_LARGE = new Status(431, "Request Header Fields Too Large");
    public static final Status INTERNAL_SERVER_ERROR = new Status(500, "Internal Server Error");
    public static final Status NOT_IMPLEMENTED = new Status(501, "Not Implemented");
    public static final Status BAD_GATEWAY = new Status(502, "Bad Gateway");
    public static final Status SERVICE_UNAVAILABLE = new Status(503, "Service Unavailable");
    public static final Status HTTP_VERSION_NOT_SUPPORTED = new Status(505, "HTTP Version Not Supported");

    /** @throws IllegalArgumentException for a code outside 100 to 599, or a reason with a control character */
    public Status {
        if (code < 100 || code > 599) {
            throw new IllegalArgumentException("status code must be between 100 and 599: " + code);
        }
        if (!HttpGrammar.isFieldValue(reason)) {
            throw new IllegalArgumentException("invalid reason phrase: " + reason);
        }
    }

    /** Whether more responses to the same request will follow this one. RFC 9110 §15.2 */
    public boolean isInformational() {
        return code < 200;
    }

    /** Whether a response of this status never has content, whatever its headers are. RFC 9112 §6.3 rule 1 */
    public boolean hasNoContent() {
        return code < 200 || code == 204 || code == 304;
    }

    /** Whether the request failed: 4xx or 5xx. */
    public boolean isError() {
        return code >= 400;
    }

    @Override
    public String toString() {
        return code + " " + reason;
    }
}
