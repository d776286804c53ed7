package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameHandler;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The frames of http2-frame-test-case: valid ones have the parts that they should have, and others give one of their errors. */
class FrameCorpusTest {
    private static final Pattern MEMBER =
            Pattern.compile("\"(\\w+)\":\\s*(\"[^\"]*\"|null|true|false|\\d+|\\[[\\s\\d,\\[\\]]*\\])");

    private static List<Path> files() throws IOException {
        String directory = System.getProperty("http.frames", "");
        assumeTrue(!directory.isEmpty(), "no -Dhttp.frames=DIRECTORY, with files of http2-frame-test-case");
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** The members of an object and of those in it, whose names differ. */
    private static Map<String, String> members(Path file) throws IOException {
        Map<String, String> members = new TreeMap<>();
        Matcher matcher = MEMBER.matcher(Files.readString(file));
        while (matcher.find()) {
            String value = matcher.group(2).replace("\"", "");
            if (!value.equals("null")) {
                members.put(
                        matcher.group(1),
                        value.replaceAll("\\s", matcher.group(2).startsWith("[") ? "" : " "));
            }
        }
        return members;
    }

    /** Describes a frame by the names of the files. */
    private static final class PartsOfFrame implements FrameHandler {
        private final Map<String, String> parts = new TreeMap<>();

        private void put(String name, Object value) {
            parts.put(name, value.toString());
        }

        @Override
        public void beginData(int streamId, int payloadBytes) {
            parts.clear();
            put("length", payloadBytes);
            put("stream_identifier", streamId);
            put("type", 0);
        }

        @Override
        public void receiveData(ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            put("data", HttpGrammar.decode(bytes, 0, bytes.length));
        }

        @Override
        public void endData(boolean endStream) {
            put("end_stream", endStream);
        }

        @Override
        public void receiveFrame(FrameType type, int flags, int streamId, Payload payload) {
            parts.clear();
            put("type", type.number());
            put("flags", flags);
            put("stream_identifier", streamId);
            switch (type) {
                case HEADERS, PRIORITY -> putPriorityAndBlock(type, flags, payload);
                case CONTINUATION -> put("header_block_fragment", payload.textFrom(0));
                case PUSH_PROMISE -> {
                    put("promised_stream_id", payload.uint31At(0));
                    put("header_block_fragment", payload.textFrom(4));
                }
                case RST_STREAM -> put("error_code", payload.intAt(0));
                case SETTINGS -> putSettings(payload);
                case PING -> put("opaque_data", payload.textFrom(0));
                case GOAWAY -> {
                    put("last_stream_id", payload.uint31At(0));
                    put("error_code", payload.intAt(4));
                    put("additional_debug_data", payload.textFrom(8));
                }
                case WINDOW_UPDATE -> put("window_size_increment", payload.uint31At(0));
                default -> throw new AssertionError(type);
            }
        }

        private void putPriorityAndBlock(FrameType type, int flags, Payload payload) {
            boolean hasPriority = type == FrameType.PRIORITY || Flags.has(flags, Flags.PRIORITY);
            if (hasPriority) {
                put("stream_dependency", payload.uint31At(0));
                put("exclusive", payload.intAt(0) < 0);
                put("weight", payload.byteAt(4) + 1);
            }
            if (type == FrameType.HEADERS) {
                put("header_block_fragment", payload.textFrom(hasPriority ? 5 : 0));
            }
        }

        private void putSettings(Payload payload) {
            List<String> pairs = new ArrayList<>();
            for (int at = 0; at < payload.length(); at += 6) {
                pairs.add("[" + payload.shortAt(at) + "," + payload.intAt(at + 2) + "]");
            }
            put("settings", "[" + String.join(",", pairs) + "]");
        }

        @Override
        public void skipFrame() {
            throw new AssertionError();
        }
    }

    @Test
    void valid_frames_have_their_parts() throws IOException, Http2Exception {
        int count = 0;
        for (Path file : files()) {
            Map<String, String> expected = members(file);
            if (!expected.containsKey("error")) {
                byte[] wire = HexFormat.of().parseHex(expected.get("wire"));
                assertParts(file, wire, expected);
                count++;
            }
        }
        assertTrue(count >= 10, "only " + count + " files");
    }

    private static void assertParts(Path file, byte[] wire, Map<String, String> expected) throws Http2Exception {
        PartsOfFrame found = new PartsOfFrame();
        FrameReader reader = new FrameReader(found);
        reader.read(ByteBuffer.wrap(Http2Frames.settings()));
        if (wire[3] == FrameType.CONTINUATION.number()) {
            reader.read(ByteBuffer.wrap(Http2Frames.frame(FrameType.HEADERS, 0, 50)));
        }
        for (byte next : wire) {
            reader.read(ByteBuffer.wrap(new byte[] {next}));
        }
        expected.forEach((name, value) -> {
            // Padding is not passed on; that of DATA is known by the length alone.
            boolean isPassedOn = found.parts.containsKey(name) && !name.equals("data");
            boolean isNeeded = Stream.of("wire", "description", "padding", "padding_length", "length", "flags", "data")
                    .noneMatch(name::equals);
            if (isPassedOn || isNeeded) {
                assertEquals(value, found.parts.get(name), () -> file + ": " + name);
            }
        });
    }

    @Test
    void invalid_frames_give_one_of_their_errors() throws IOException {
        int count = 0;
        for (Path file : files()) {
            Map<String, String> expected = members(file);
            String errors = expected.get("error");
            if (errors != null) {
                Http2Simulation simulation = new Http2Simulation().connect();
                simulation.exchange(HexFormat.of().parseHex(expected.get("wire")));
                List<Integer> found = Stream.concat(
                                simulation.peer().goAway().stream(), simulation.stream(1).reset().stream())
                        .map(ErrorCode::number)
                        .toList();
                assertEquals(
                        1, found.size(), () -> file + ": " + simulation.peer().frames());
                assertTrue(errors.matches(".*\\b" + found.get(0) + "\\b.*"), () -> file + ": " + found);
                count++;
            }
        }
        assertTrue(count >= 20, "only " + count + " files");
    }
}
