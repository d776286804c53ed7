package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Translates requests of HTTP/1.1 to frames of HTTP/2 as RFC 9113 §8 requires of an intermediary. Bytes may be any part of a request or
 * several ones; each request gets the next stream.
 */
final class RequestTranslator {
    private static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") (\\S+) (HTTP/[0-9]\\.[0-9])");
    private static final Pattern FIELD_LINE = Pattern.compile(
            "(" + TOKEN + "):[ \\t]*(|[!-~\\x80-\\xFF](?:[\\t -~\\x80-\\xFF]*[!-~\\x80-\\xFF])?)[ \\t]*");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)");
    private static final Pattern LENGTH = Pattern.compile("0*([0-9]{1,9})");
    private static final Pattern CHUNK_SIZE = Pattern.compile("(?=.{1,15}$)0*([0-9A-Fa-f]{1,7})");
    private static final String LINE_END = "\r\n";
    private static final int MAX_DATA_BYTES = 16 << 10;

    /** Not forwarded, in addition to those that Connection nominates. RFC 9113 §8.2.2 */
    private static final Set<String> CONNECTION_SPECIFIC =
            Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade", "te");

    private enum State {
        HEAD,
        CONTENT,
        CHUNK_SIZE,
        CHUNK_END,
        TRAILERS
    }

    private final StringBuilder input = new StringBuilder();
    private final List<TranslatedFrame> frames = new ArrayList<>();
    private State state = State.HEAD;
    private int streamId = -1;
    private boolean isChunked;
    private long missingBytes;

    /** Translates further bytes to frames, in their order. */
    List<TranslatedFrame> translate(String bytes) throws NotTranslatableException {
        input.append(bytes);
        frames.clear();
        boolean hasProgress = true;
        while (hasProgress && !input.isEmpty()) {
            hasProgress = switch (state) {
                case HEAD -> translateHead();
                case CONTENT -> translateContent();
                case CHUNK_SIZE -> translateChunkSize();
                case CHUNK_END -> skipChunkEnd();
                case TRAILERS -> translateTrailers();
            };
        }
        return List.copyOf(frames);
    }

    /** Whether all requests are complete. */
    boolean isComplete() {
        return state == State.HEAD && input.isEmpty();
    }

    /**
     * Requires that nothing is left that belongs to a message but not to its content: a head, a chunk or trailers without end.
     *
     * @throws NotTranslatableException if a server has to reject or wait for something that HTTP/2 does not have
     */
    void requireNoRest() throws NotTranslatableException {
        require(state != State.HEAD || input.isEmpty(), Difference.SYNTAX);
        require(state == State.HEAD || !isChunked, Difference.FRAMING);
    }

    /** Number of requests that have begun. */
    int requests() {
        return (streamId + 1) / 2;
    }

    private boolean translateHead() throws NotTranslatableException {
        int end = input.indexOf(LINE_END + LINE_END);
        if (end < 0) {
            return false;
        }
        List<String> lines = List.of(input.substring(0, end).split(LINE_END, -1));
        input.delete(0, end + 2 * LINE_END.length());
        List<HpackField> received = fields(lines.subList(1, lines.size()));
        streamId += 2;
        missingBytes = contentLength(received);
        boolean hasContent = isChunked || missingBytes > 0;
        List<HpackField> all = pseudoHeaders(lines.get(0), received);
        all.addAll(forwarded(received));
        addFields(all, !hasContent);
        if (hasContent) {
            state = isChunked ? State.CHUNK_SIZE : State.CONTENT;
        }
        return true;
    }

    private static List<HpackField> fields(List<String> lines) throws NotTranslatableException {
        List<HpackField> fields = new ArrayList<>();
        for (String line : lines) {
            Matcher field = FIELD_LINE.matcher(line);
            require(field.matches(), Difference.SYNTAX);
            fields.add(new HpackField(field.group(1).toLowerCase(Locale.ROOT), field.group(2)));
        }
        return fields;
    }

    private static List<String> values(List<HpackField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(HpackField::value)
                .toList();
    }

    /** Decides the framing, RFC 9112 §6.3. Whatever a server has to reject there is not translated. */
    private long contentLength(List<HpackField> fields) throws NotTranslatableException {
        List<String> codings = values(fields, "transfer-encoding");
        List<String> lengths = values(fields, "content-length");
        isChunked = !codings.isEmpty();
        require(
                !isChunked || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked") && lengths.isEmpty()),
                Difference.FRAMING);
        if (lengths.isEmpty()) {
            return 0;
        }
        Matcher length = LENGTH.matcher(lengths.get(0));
        require(lengths.size() == 1 && length.matches(), Difference.FRAMING);
        return Long.parseLong(length.group(1));
    }

    /** RFC 9113 §8.3.1 */
    private static List<HpackField> pseudoHeaders(String requestLine, List<HpackField> fields)
            throws NotTranslatableException {
        Matcher line = REQUEST_LINE.matcher(requestLine);
        require(line.matches(), Difference.SYNTAX);
        require(line.group(3).equals("HTTP/1.1"), Difference.VERSION);
        String method = line.group(1);
        String target = line.group(2);
        List<HpackField> all = new ArrayList<>();
        all.add(new HpackField(":method", method));
        if (method.equals("CONNECT")) {
            all.add(new HpackField(":authority", target));
            return all;
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        boolean isAbsolute = absolute.matches();
        all.add(new HpackField(":scheme", isAbsolute ? absolute.group(1).toLowerCase(Locale.ROOT) : "http"));
        all.add(new HpackField(":path", isAbsolute ? path(method, absolute.group(3)) : target));
        List<String> hosts = values(fields, "host");
        if (isAbsolute) {
            all.add(new HpackField(":authority", absolute.group(2)));
            // RFC 9112 §3.2.2 requires the field, and that its value is ignored.
            require(hosts.size() == 1, Difference.SYNTAX);
        } else if (hosts.size() == 1) {
            require(!hosts.get(0).isEmpty(), Difference.AUTHORITY);
            all.add(new HpackField(":authority", hosts.get(0)));
        }
        return all;
    }

    private static String path(String method, String pathAndQuery) {
        if (pathAndQuery.isEmpty()) {
            return method.equals("OPTIONS") ? "*" : "/";
        }
        return pathAndQuery.startsWith("/") ? pathAndQuery : "/" + pathAndQuery;
    }

    /** RFC 9113 §8.2.2: without the fields of the connection, and without a Host that is in :authority. */
    private static List<HpackField> forwarded(List<HpackField> fields) {
        Set<String> dropped = new TreeSet<>(CONNECTION_SPECIFIC);
        values(fields, "connection").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .forEach(option -> dropped.add(option.strip().toLowerCase(Locale.ROOT)));
        if (values(fields, "host").size() == 1) {
            dropped.add("host");
        }
        return fields.stream().filter(field -> !dropped.contains(field.name())).toList();
    }

    private boolean translateContent() {
        int count = (int) Math.min(Math.min(missingBytes, MAX_DATA_BYTES), input.length());
        missingBytes -= count;
        boolean isEnd = missingBytes == 0 && !isChunked;
        String content = input.substring(0, count);
        input.delete(0, count);
        add(FrameType.DATA, isEnd ? Flags.END_STREAM : 0, content.getBytes(StandardCharsets.ISO_8859_1));
        if (missingBytes == 0) {
            state = isChunked ? State.CHUNK_END : State.HEAD;
        }
        return true;
    }

    private boolean translateChunkSize() throws NotTranslatableException {
        int end = input.indexOf(LINE_END);
        if (end < 0) {
            return false;
        }
        Matcher size = CHUNK_SIZE.matcher(input.substring(0, end));
        require(size.matches(), Difference.FRAMING);
        missingBytes = Long.parseLong(size.group(1), 16);
        state = missingBytes == 0 ? State.TRAILERS : State.CONTENT;
        if (missingBytes > 0) {
            input.delete(0, end + LINE_END.length());
        } else {
            // The line end of the last chunk is kept: so trailers end with an empty line, even if there are none.
            input.delete(0, end);
        }
        return true;
    }

    private boolean skipChunkEnd() throws NotTranslatableException {
        if (input.length() < LINE_END.length()) {
            return false;
        }
        require(input.indexOf(LINE_END) == 0, Difference.FRAMING);
        input.delete(0, LINE_END.length());
        state = State.CHUNK_SIZE;
        return true;
    }

    private boolean translateTrailers() throws NotTranslatableException {
        int end = input.indexOf(LINE_END + LINE_END);
        if (end < 0) {
            return false;
        }
        String lines = input.substring(0, end);
        input.delete(0, end + 2 * LINE_END.length());
        if (lines.isEmpty()) {
            add(FrameType.DATA, Flags.END_STREAM, new byte[0]);
        } else {
            addFields(
                    forwarded(fields(List.of(lines.substring(LINE_END.length()).split(LINE_END, -1)))), true);
        }
        state = State.HEAD;
        return true;
    }

    /** A field block in as many frames as it needs. RFC 9113 §4.3 */
    private void addFields(List<HpackField> fields, boolean isEnd) {
        String block = new String(HpackEncoder.encodeStateless(fields), StandardCharsets.ISO_8859_1);
        FrameType type = FrameType.HEADERS;
        int flags = isEnd ? Flags.END_STREAM : 0;
        int from = 0;
        do {
            int to = Math.min(block.length(), from + MAX_DATA_BYTES);
            flags |= to == block.length() ? Flags.END_HEADERS : 0;
            add(type, flags, block.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
            type = FrameType.CONTINUATION;
            flags = 0;
            from = to;
        } while (from < block.length());
    }

    private void add(FrameType type, int flags, byte[] payload) {
        frames.add(TranslatedFrame.of(type, flags, streamId, payload));
    }

    private static void require(boolean isTranslatable, Difference difference) throws NotTranslatableException {
        if (!isTranslatable) {
            throw new NotTranslatableException(difference);
        }
    }
}
