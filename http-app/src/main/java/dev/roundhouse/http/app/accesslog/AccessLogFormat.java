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
    common {
        @Override
        void write(AccessLogEntry entry, Instant began, LogLineBuffer line) {
            CompletedExchange served = entry.served();
            line.escaped(PeerAddress.text(entry.peer()), Escape.TEXT)
                    .text(" - - [")
                    .text(LogTimestamps.common(began))
                    .text("] \"")
                    .escaped(requestLine(served), Escape.TEXT)
                    .text("\" ")
                    .number(served.status().code())
                    .text(" ");
            if (served.bodyBytes() == 0) {
                line.text(UNKNOWN);
            } else {
                line.number(served.bodyBytes());
            }
        }
    },
    /** The same, with Referer and User-Agent. */
    combined {
        @Override
        void write(AccessLogEntry entry, Instant began, LogLineBuffer line) {
            common.write(entry, began, line);
            for (FieldName name : AGENT_FIELDS) {
                String value = field(entry, name).orElse(UNKNOWN);
                line.text(" \"").escaped(value, Escape.TEXT).text("\"");
            }
        }
    },
    /** An object of JSON; what is not known is null. */
    json {
        @Override
        void write(AccessLogEntry entry, Instant began, LogLineBuffer line) {
            CompletedExchange served = entry.served();
            Optional<Request> request = served.request();
            line.text("{\"time\":\"").text(LogTimestamps.iso(began)).text("\"");
            RequestLine read = served.line();
            member(line, "peer", Optional.of(PeerAddress.text(entry.peer())));
            member(
                    line,
                    "method",
                    request.map(accepted -> accepted.method().name()).or(() -> part(read.method())));
            member(
                    line,
                    "target",
                    request.map(accepted -> accepted.target().raw()).or(() -> part(read.target())));
            member(
                    line,
                    "version",
                    request.map(accepted -> accepted.version().toString()).or(() -> part(read.version())));
            member(line, "host", request.map(Request::authority));
            member(line, "referer", field(entry, FieldName.REFERER));
            member(line, "user_agent", field(entry, FieldName.USER_AGENT));
            line.text(",\"status\":").number(served.status().code());
            line.text(",\"bytes\":").number(served.bytes());
            line.text(",\"body_bytes\":").number(served.bodyBytes());
            line.text(",\"micros\":").number(TimeUnit.NANOSECONDS.toMicros(served.ended() - served.started()));
            line.text(",\"whole\":").text(Boolean.toString(served.whole()));
            member(line, "refusal", part(served.refusal()));
            line.text("}");
        }
    };

    private static final String UNKNOWN = "-";
    private static final FieldName[] AGENT_FIELDS = {FieldName.REFERER, FieldName.USER_AGENT};

    /** Writes a line, without its end. */
    abstract void write(AccessLogEntry entry, Instant began, LogLineBuffer line);

    private static void member(LogLineBuffer line, String name, Optional<String> value) {
        line.text(",\"").text(name).text("\":");
        value.ifPresentOrElse(text -> line.text("\"").escaped(text, Escape.JSON).text("\""), () -> line.text("null"));
    }

    private static Optional<String> part(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** As it was read; of a refused request as far as it was. */
    private static String requestLine(CompletedExchange served) {
        if (served.request().isEmpty()) {
            return part(served.line().toString()).orElse(UNKNOWN);
        }
        Request request = served.request().get();
        return request.method() + " " + request.target().raw() + " " + request.version();
    }

    private static Optional<String> field(AccessLogEntry entry, FieldName name) {
        return entry.served().request().flatMap(request -> request.headers().first(name));
    }
}
