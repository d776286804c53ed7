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
        void write(AccessLogEntry accessLogEntry, Instant began, LogLineBuffer line) {
            CompletedExchange completedExchange = accessLogEntry.exchange();
            line.appendEscaped(PeerAddress.text(accessLogEntry.peer()), Escape.TEXT)
                    .append(" - - [")
                    .append(LogTimestamps.commonLogFormat(began))
                    .append("] \"")
                    .appendEscaped(requestLine(completedExchange), Escape.TEXT)
                    .append("\" ")
                    .appendNumber(completedExchange.status().code())
                    .append(" ");
            if (completedExchange.bodyBytes() == 0) {
                line.append(MISSING);
            } else {
                line.appendNumber(completedExchange.bodyBytes());
            }
        }
    },
    /** The same, with Referer and User-Agent. */
    COMBINED {
        @Override
        void write(AccessLogEntry accessLogEntry, Instant began, LogLineBuffer line) {
            COMMON.write(accessLogEntry, began, line);
            for (FieldName name : AGENT_FIELDS) {
                String value = field(accessLogEntry, name).orElse(MISSING);
                line.append(" \"").appendEscaped(value, Escape.TEXT).append("\"");
            }
        }
    },
    /** An object of JSON; what is not known is null. */
    JSON {
        @Override
        void write(AccessLogEntry accessLogEntry, Instant began, LogLineBuffer line) {
            CompletedExchange completedExchange = accessLogEntry.exchange();
            Optional<Request> request = completedExchange.request();
            line.append("{\"time\":\"").append(LogTimestamps.iso(began)).append("\"");
            RequestLine read = completedExchange.line();
            appendMember(line, "peer", Optional.of(PeerAddress.text(accessLogEntry.peer())));
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
            appendMember(line, "referer", field(accessLogEntry, FieldName.REFERER));
            appendMember(line, "user_agent", field(accessLogEntry, FieldName.USER_AGENT));
            line.append(",\"status\":").appendNumber(completedExchange.status().code());
            line.append(",\"bytes\":").appendNumber(completedExchange.bytesSent());
            line.append(",\"body_bytes\":").appendNumber(completedExchange.bodyBytes());
            line.append(",\"micros\":")
                    .appendNumber(TimeUnit.NANOSECONDS.toMicros(
                            completedExchange.completedNanos() - completedExchange.startedNanos()));
            line.append(",\"whole\":").append(Boolean.toString(completedExchange.isComplete()));
            appendMember(line, "refusal", part(completedExchange.protocolError()));
            line.append("}");
        }
    };

    private static final String MISSING = "-";
    private static final FieldName[] AGENT_FIELDS = {FieldName.REFERER, FieldName.USER_AGENT};

    /** Writes a line, without its end. */
    abstract void write(AccessLogEntry accessLogEntry, Instant began, LogLineBuffer line);

    private static void appendMember(LogLineBuffer line, String name, Optional<String> value) {
        line.append(",\"").append(name).append("\":");
        value.ifPresentOrElse(
                text -> line.append("\"").appendEscaped(text, Escape.JSON).append("\""), () -> line.append("null"));
    }

    private static Optional<String> part(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** As it was read; of a refused request as far as it was. */
    private static String requestLine(CompletedExchange completedExchange) {
        if (completedExchange.request().isEmpty()) {
            return part(completedExchange.line().toString()).orElse(MISSING);
        }
        Request request = completedExchange.request().get();
        return request.method() + " " + request.target().raw() + " " + request.version();
    }

    private static Optional<String> field(AccessLogEntry accessLogEntry, FieldName name) {
        return accessLogEntry
                .exchange()
                .request()
                .flatMap(request -> request.headers().first(name));
    }
}
