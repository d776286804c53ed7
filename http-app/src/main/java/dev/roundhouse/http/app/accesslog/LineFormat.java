package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.app.accesslog.LineBuffer.Escape;
import dev.roundhouse.http.connection.Served;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Request;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How a line looks. Sizes are octets on the wire, the head of the answer included. */
public enum LineFormat {
    /** The Common Log Format: {@code host - - [day:time zone] "request line" status octets}. */
    common {
        @Override
        void write(Entry entry, Instant began, LineBuffer line) {
            Served served = entry.served();
            line.escaped(address(entry.peer()), Escape.TEXT).text(" - - [").text(LogTimes.common(began));
            line.text("] \"");
            served.request()
                    .ifPresentOrElse(
                            request -> line.escaped(requestLine(request), Escape.TEXT), () -> line.text(UNKNOWN));
            line.text("\" ").number(served.status().code()).text(" ").number(served.bytes());
        }
    },
    /** The same, with Referer and User-Agent. */
    combined {
        @Override
        void write(Entry entry, Instant began, LineBuffer line) {
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
        void write(Entry entry, Instant began, LineBuffer line) {
            Served served = entry.served();
            Optional<Request> request = served.request();
            line.text("{\"time\":\"").text(LogTimes.iso(began)).text("\"");
            member(line, "peer", Optional.of(address(entry.peer())));
            member(line, "method", request.map(heard -> heard.method().name()));
            member(line, "target", request.map(heard -> heard.target().raw()));
            member(line, "version", request.map(heard -> heard.version().toString()));
            member(line, "host", request.map(Request::authority));
            member(line, "referer", field(entry, FieldName.REFERER));
            member(line, "user_agent", field(entry, FieldName.USER_AGENT));
            line.text(",\"status\":").number(served.status().code());
            line.text(",\"bytes\":").number(served.bytes());
            line.text(",\"micros\":").number(TimeUnit.NANOSECONDS.toMicros(served.ended() - served.started()));
            line.text(",\"whole\":").text(Boolean.toString(served.whole()));
            member(line, "refusal", Optional.of(served.refusal()).filter(rule -> !rule.isEmpty()));
            line.text("}");
        }
    };

    private static final String UNKNOWN = "-";
    private static final FieldName[] AGENT_FIELDS = {FieldName.REFERER, FieldName.USER_AGENT};

    /** Writes a line, without its end. */
    abstract void write(Entry entry, Instant began, LineBuffer line);

    private static void member(LineBuffer line, String name, Optional<String> value) {
        line.text(",\"").text(name).text("\":");
        value.ifPresentOrElse(text -> line.text("\"").escaped(text, Escape.JSON).text("\""), () -> line.text("null"));
    }

    private static String address(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && !inet.isUnresolved()
                ? inet.getAddress().getHostAddress()
                : peer.toString();
    }

    private static String requestLine(Request request) {
        return request.method() + " " + request.target().raw() + " " + request.version();
    }

    private static Optional<String> field(Entry entry, FieldName name) {
        return entry.served().request().flatMap(request -> request.headers().first(name));
    }
}
