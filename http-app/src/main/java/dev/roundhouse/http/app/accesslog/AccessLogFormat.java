package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.app.accesslog.LogLineBuffer.Escape;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How a line looks. The size in common and combined is the body alone, as Apache's {@code %b}; JSON has both that and all
 * bytes of the answer, its head included.
 */
public enum AccessLogFormat {
    /** The Common Log Format: {@code host - - [day:time zone] "request line" status bytes-of-the-body}. */
    COMMON {
        @Override
        void write(AccessLogEntry entry, Instant began, LogLineBuffer line) {
            CompletedExchange served = entry.exchange();
            line.appendEscaped(PeerAddress.text(entry.peer()), Escape.TEXT)
                    .append(" - - [")
                    .append(LogTimestamps.commonLogFormat(began))
                    .append("] \"")
                    .appendEscaped(requestLine(served), Escape.TEXT)
                    .append("\" ")
                    .appendNumber(served.status().code())
                    .append(" ");
            if (served.bodyBytes() == 0) {
                line.append(MISSING);
            } else {
                line.appendNumber(served.bodyBytes());
            }
        }
    },
    /** The same, with Referer and User-Agent. */
    COMBINED {
        @Override
        void write(AccessLogEntry entry, Instant began, LogLineBuffer line) {
            COMMON.write(entry, began, line);
            for (FieldName name : AGENT_FIELDS) {
                String value = field(entry, name).orElse(MISSING);
                line.append(" \"").appendEscaped(value, Escape.TEXT).append("\"");
            }
        }
    },
    /** An object of JSON; what is not known is null. */
    JSON {
        @Override
        void write(AccessLogEntry entry, Instant began, LogLineBuffer line) {
            CompletedExchange served = entry.exchange();
            Optional<Request> request = served.request();
            line.append("{\"time\":\"").append(LogTimestamps.iso(began)).append("\"");
            RequestLine read = served.line();
            appendMember(line, "peer", Optional.of(PeerAddress.text(entry.peer())));
            appendMember(
                    line,
                    "method",
                    request.map(accepted -> accepted.method().name()).or(() -> part(read.method())));
            appendMember(
                    line,
                    "target",
                    request.map(accepted -> accepted.target().raw()).or(() -> part(read.target())));
            appendMember(
                    line,
                    "version",
                    request.map(accepted -> accepted.version().toString()).or(() -> part(read.version())));
            appendMember(line, "host", request.map(Request::authority));
            appendMember(line, "referer", field(entry, FieldName.REFERER));
            appendMember(line, "user_agent", field(entry, FieldName.USER_AGENT));
            line.append(",\"status\":").appendNumber(served.status().code());
            line.append(",\"bytes\":").appendNumber(served.bytesSent());
            line.append(",\"body_bytes\":").appendNumber(served.bodyBytes());
            line.append(",\"micros\":")
                    .appendNumber(TimeUnit.NANOSECONDS.toMicros(served.completedNanos() - served.startedNanos()));
            line.append(",\"whole\":").append(Boolean.toString(served.isComplete()));
            appendMember(line, "refusal", part(served.protocolError()));
            line.append("}");
        }
    };

    private static final String MISSING = "-";
    private static final FieldName[] AGENT_FIELDS = {FieldName.REFERER, FieldName.USER_AGENT};

    /** Writes a line, without its end. */
    abstract void write(AccessLogEntry entry, Instant began, LogLineBuffer line);

    private static void appendMember(LogLineBuffer line, String name, Optional<String> value) {
        line.append(",\"").append(name).append("\":");
        value.ifPresentOrElse(
                text -> line.append("\"").appendEscaped(text, Escape.JSON).append("\""), () -> line.append("null"));
    }

    private static Optional<String> part(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** As it was read; of a refused request as far as it was. */
    private static String requestLine(CompletedExchange served) {
        if (served.request().isEmpty()) {
            return part(served.line().toString()).orElse(MISSING);
        }
        Request request = served.request().get();
        return request.method() + " " + request.target().raw() + " " + request.version();
    }

    private static Optional<String> field(AccessLogEntry entry, FieldName name) {
        return entry.exchange().request().flatMap(request -> request.headers().first(name));
    }
}
