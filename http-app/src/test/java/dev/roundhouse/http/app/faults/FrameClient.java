package dev.roundhouse.http.app.faults;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sends any frames in any order, also those that no client should send. */
final class FrameClient implements AutoCloseable {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int END_OF_HEAD = Flags.END_HEADERS;
    private static final int LENGTH_BYTES = 3;

    /** The content of a small response. */
    private static final int EXCHANGE_BYTES = 1024;

    private final Socket socket;
    private final InputStream raw;
    private final DataInputStream input;
    private int lastStream = -1;

    /** The code of the last GOAWAY of the server; null without one. */
    private volatile ErrorCode goAway;

    private volatile long received;
    private volatile boolean ended;

    /** A frame of the server. */
    record ServerFrame(FrameType type, int flags, int streamId, byte[] payload) {
        boolean endsStream() {
            return (type == FrameType.DATA || type == FrameType.HEADERS) && Flags.has(flags, Flags.END_STREAM);
        }
    }

    /**
     * Begins a connection.
     *
     * @param settings of the client, identifiers and values in pairs
     */
    FrameClient(Socket socket, int... settings) throws IOException {
        this.socket = socket;
        this.raw = socket.getInputStream();
        this.input = new DataInputStream(new BufferedInputStream(raw, 64 << 10));
        send(PREFACE, FrameWriter.settings(settings), FrameWriter.settingsAck());
    }

    /** Writes frames, in one system call. */
    void send(byte[]... frames) throws IOException {
        socket.getOutputStream().write(frames.length == 1 ? frames[0] : concat(frames));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The same bytes several times. */
    static byte[] repeat(byte[] part, int count) {
        byte[] all = new byte[part.length * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    /** The number of a stream that has not been used. */
    int nextStream() {
        lastStream += 2;
        return lastStream;
    }

    int lastStream() {
        return lastStream;
    }

    /** The field block of a request, without compression of its literals. RFC 7541 appendix A */
    static byte[] block(String method, String path) {
        int methodIndex = method.equals("GET") ? 0x82 : method.equals("POST") ? 0x83 : 0;
        byte[] methodBytes = methodIndex == 0 ? literal(2, method) : new byte[] {(byte) methodIndex};
        byte scheme = (byte) (ServerFixture.isSecure() ? 0x87 : 0x86);
        return concat(methodBytes, new byte[] {scheme}, literal(4, path), literal(1, "a"));
    }

    private static byte[] literal(int nameIndex, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return concat(new byte[] {(byte) nameIndex, (byte) bytes.length}, bytes);
    }

    /** HEADERS of a request without content. */
    static byte[] get(int stream, String path) {
        return FrameWriter.frame(FrameType.HEADERS, END_OF_HEAD | Flags.END_STREAM, stream, block("GET", path));
    }

    /** HEADERS of a request with content. */
    static byte[] post(int stream, String path) {
        return FrameWriter.frame(FrameType.HEADERS, END_OF_HEAD, stream, block("POST", path));
    }

    static byte[] data(int stream, int bytes, boolean endStream) {
        return FrameWriter.frame(FrameType.DATA, endStream ? Flags.END_STREAM : 0, stream, new byte[bytes]);
    }

    static byte[] priorityUpdate(int stream, String value) {
        byte[] id = {(byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8), (byte) stream};
        return FrameWriter.frame(
                FrameType.PRIORITY_UPDATE, 0, 0, concat(id, value.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The next frame of the server. */
    ServerFrame read() throws IOException {
        byte[] header = input.readNBytes(9);
        if (header.length < 9) {
            throw new EOFException("the server has closed the connection, GOAWAY: " + goAway);
        }
        int length = (header[0] & 0xFF) << 16 | (header[1] & 0xFF) << 8 | header[2] & 0xFF;
        int stream = (header[5] & 0x7F) << 24 | (header[6] & 0xFF) << 16 | (header[7] & 0xFF) << 8 | header[8] & 0xFF;
        byte[] payload = input.readNBytes(length);
        FrameType type = FrameType.of(header[LENGTH_BYTES]).orElseThrow();
        received += header.length + length;
        if (type == FrameType.GOAWAY) {
            goAway = ErrorCode.of(payload[7]);
        }
        return new ServerFrame(type, header[LENGTH_BYTES + 1], stream, payload);
    }

    /** Reads until a stream has ended, and returns its last frame. */
    ServerFrame readToEnd(int stream) throws IOException {
        while (true) {
            ServerFrame frame = read();
            if (frame.streamId() == stream && (frame.endsStream() || frame.type() == FrameType.RST_STREAM)) {
                return frame;
            }
        }
    }

    /** The time of a request for a small file, in microseconds. */
    long exchangeMicros(String path) throws IOException {
        long begin = System.nanoTime();
        int stream = nextStream();
        send(get(stream, path), FrameWriter.windowUpdate(0, EXCHANGE_BYTES));
        ServerFrame last = readToEnd(stream);
        if (!last.endsStream()) {
            throw new IOException("reset: " + Arrays.toString(last.payload()));
        }
        return (System.nanoTime() - begin) / 1000;
    }

    /** Lets a thread read frames without doing anything with them, until the connection ends. */
    void readInBackground() {
        Thread reader = new Thread(this::readAll, "frame reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        try {
            while (true) {
                read();
            }
        } catch (IOException closed) {
            ended = true;
        }
    }

    /** Whether the server has ended the connection, which was noticed by {@link #readInBackground}. */
    boolean hasEnded() {
        return ended;
    }

    ErrorCode goAway() {
        return goAway;
    }

    long received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
