package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.json.JsonWriter;
import dev.roundhouse.http.message.ClientCertificate;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.TlsInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Format of a line. The size in common and combined is that of the body, as Apache's {@code %b}. JSON also has the number of all
 * bytes that were sent, headers included.
 */
public enum AccessLogFormat {
    /** The Common Log Format: {@code host - - [day:time zone] "request line" status bytes-of-the-body}. */
    COMMON {
        @Override
        void write(AccessLogEntry entry, Instant began, LogLineBuffer line) {
            CompletedExchange exchange = entry.exchange();
            line.appendEscaped(PeerAddress.text(entry.peer()))
                    .append(" - - [")
                    .append(LogTimestamps.commonLogFormat(began))
                    .append("] \"")
                    .appendEscaped(requestLine(exchange))
                    .append("\" ")
                    .appendNumber(exchange.status().code())
                    .append(" ");
            if (exchange.bodyBytes() == 0) {
                line.append(MISSING);
            } else {
                line.appendNumber(exchange.bodyBytes());
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
                line.append(" \"").appendEscaped(value).append("\"");
            }
        }
    },
    /** A JSON object; a missing value is null. Only requests that were received with TLS have its values. */
    JSON {
        @Override
        void write(AccessLogEntry entry, Instant began, LogLineBuffer line) {
            CompletedExchange exchange = entry.exchange();
            Optional<Request> request = exchange.request();
            RequestLine read = exchange.line();
            JsonWriter json = line.json()
                    .beginObject()
                    .member("time", LogTimestamps.iso(began))
                    .member("remote_addr", PeerAddress.text(entry.peer()))
                    .member("request_id", request.map(Request::id))
                    .member(
                            "method",
                            request.map(accepted -> accepted.method().name()).or(() -> part(read.method())))
                    .member(
                            "target",
                            request.map(accepted -> accepted.target().raw()).or(() -> part(read.target())))
                    .member(
                            "version",
                            request.map(accepted -> accepted.version().toString())
                                    .or(() -> part(read.version())))
                    .member("host", request.map(Request::authority))
                    .member("referer", field(entry, FieldName.REFERER))
                    .member("user_agent", field(entry, FieldName.USER_AGENT))
                    .member("status", exchange.status().code())
                    .member("bytes_sent", exchange.bytesSent())
                    .member("body_bytes", exchange.bodyBytes())
                    .member(
                            "duration_us",
                            TimeUnit.NANOSECONDS.toMicros(exchange.completedNanos() - exchange.startedNanos()))
                    .member("complete", exchange.isComplete())
                    .member("error", part(exchange.protocolError()));
            request.flatMap(accepted -> accepted.connection().tls()).ifPresent(tls -> writeTls(tls, json));
            json.endObject();
        }

        private void writeTls(TlsInfo tls, JsonWriter json) {
            json.member("tls_version", tls.protocol())
                    .member("tls_cipher", tls.cipherSuite())
                    .member("tls_server_name", tls.serverName())
                    .member("tls_resumed", tls.resumed())
                    .member("tls_client", tls.clientCertificate().map(ClientCertificate::subject));
        }
    };

    private static final String MISSING = "-";
    private static final FieldName[] AGENT_FIELDS = {FieldName.REFERER, FieldName.USER_AGENT};

    /** Writes a line without a line break. */
    abstract void write(AccessLogEntry entry, Instant began, LogLineBuffer line);

    private static Optional<String> part(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The request line; of a rejected request the part that was read. */
    private static String requestLine(CompletedExchange exchange) {
        if (exchange.request().isEmpty()) {
            return part(exchange.line().toString()).orElse(MISSING);
        }
        Request request = exchange.request().get();
        return request.method() + " " + request.target().raw() + " " + request.version();
    }

    private static Optional<String> field(AccessLogEntry entry, FieldName name) {
        return entry.exchange().request().flatMap(request -> request.headers().first(name));
    }
}
