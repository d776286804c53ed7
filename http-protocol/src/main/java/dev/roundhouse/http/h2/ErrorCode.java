package dev.roundhouse.http.h2;

import java.util.List;

/** The error codes of RST_STREAM and GOAWAY frames, in the order of their numbers. RFC 9113 §7 */
public enum ErrorCode {
    NO_ERROR(0),
    PROTOCOL_ERROR(1),
    INTERNAL_ERROR(2),
    FLOW_CONTROL_ERROR(3),
    SETTINGS_TIMEOUT(4),
    STREAM_CLOSED(5),
    FRAME_SIZE_ERROR(6),
    REFUSED_STREAM(7),
    CANCEL(8),
    COMPRESSION_ERROR(9),
    CONNECT_ERROR(10),
    ENHANCE_YOUR_CALM(11),
    INADEQUATE_SECURITY(12),
    HTTP_1_1_REQUIRED(13);

    private static final List<ErrorCode> ALL = List.of(values());

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /** The number in a frame. */
    public int number() {
        return number;
    }

    /** The code of a number; unknown ones are the same as {@link #INTERNAL_ERROR}, as RFC 9113 §7 allows. */
    public static ErrorCode of(int number) {
        return number >= 0 && number < ALL.size() ? ALL.get(number) : INTERNAL_ERROR;
    }
}
