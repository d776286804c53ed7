package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.server.Http2Connection;
import dev.roundhouse.http.h2.server.Http2Snapshot;
import dev.roundhouse.http.h2.server.Http2Snapshot.StreamSnapshot;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.json.JsonEscaping;
import dev.roundhouse.http.json.JsonOutput;
import dev.roundhouse.http.json.JsonWriter;
import dev.roundhouse.http.testing.Http2RawClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A snapshot of an HTTP/2 connection has all values that its rendering in the documentation shows. */
class SnapshotJsonTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "http2.md");

    private static String json(Http2Snapshot snapshot) {
        StringBuilder text = new StringBuilder();
        JsonWriter json = JsonWriter.indented(JsonOutput.to(text), JsonEscaping.CONTROLS);
        json.beginObject()
                .member("phase", lowerCase(snapshot.phase()))
                .member("requests", snapshot.requests())
                .member("last_stream", snapshot.lastStreamId())
                .member("settings_acknowledged", snapshot.areSettingsAcknowledged())
                .member("client_initial_window", snapshot.peer().initialWindow());
        write(json, "client_max_streams", snapshot.peer().maxStreams());
        json.member("send_window", snapshot.sendWindow())
                .member("receive_window", snapshot.receiveWindow())
                .member("queued_bytes", snapshot.output().queuedBytes())
                .member("queued_control_bytes", snapshot.output().controlBytes())
                .member("sent_bytes", snapshot.output().sentBytes())
                .member("budget_tokens", snapshot.budgetTokens());
        write(json, "time_left_ms", millis(snapshot.timeLeft()));
        json.name("streams").beginArray();
        snapshot.streams().forEach(stream -> write(json, stream));
        json.endArray().endObject();
        return text.toString();
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static OptionalLong millis(Optional<Duration> time) {
        return time.map(Duration::toMillis).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static void write(JsonWriter json, String name, OptionalLong number) {
        json.name(name);
        if (number.isPresent()) {
            json.value(number.getAsLong());
        } else {
            json.nullValue();
        }
    }

    private static void write(JsonWriter json, StreamSnapshot stream) {
        json.beginObject()
                .member("stream", stream.id())
                .member("request_id", stream.requestId())
                .member("method", stream.method())
                .member("target", stream.target())
                .member("state", lowerCase(stream.state()))
                .member("waits_for", lowerCase(stream.waitsFor().name()))
                .member("urgency", stream.urgency())
                .member("incremental", stream.isIncremental());
        write(json, "status", stream.status().stream().asLongStream().findFirst());
        json.member("received_bytes", stream.receivedBytes())
                .member("sent_bytes", stream.sentBytes())
                .member("send_window", stream.sendWindow());
        write(json, "receive_window", stream.receiveWindow());
        json.member("age_ms", stream.age().toMillis());
        write(json, "time_left_ms", millis(stream.timeLeft()));
        json.endObject();
    }

    private static byte[] request(String priority) {
        return FrameWriter.frame(
                FrameType.HEADERS,
                Flags.END_HEADERS | Flags.END_STREAM,
                1,
                HpackEncoder.encodeStateless(List.of(
                        new HpackField(":method", "GET"),
                        new HpackField(":scheme", "https"),
                        new HpackField(":path", "/slow"),
                        new HpackField(":authority", "localhost"),
                        new HpackField("priority", priority))));
    }

    @Test
    void documentation_shows_a_snapshot() throws IOException {
        Http2Connection connection = new Http2Connection(
                Http2Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, ""), ConnectionContext.NONE, 0);
        connection.receive(StandardCharsets.US_ASCII.encode(Http2RawClient.PREFACE), 0);
        connection.receive(ByteBuffer.wrap(FrameWriter.settings()), 0);
        connection.receive(ByteBuffer.wrap(request("u=1, i")), 0);
        String json = json(connection.snapshot(Duration.ofMillis(250).toNanos()));

        assertTrue(
                Files.readString(DOCUMENT).contains("```text\n" + json + "\n```\n"),
                () -> DOCUMENT + " must contain\n" + json);
    }
}
