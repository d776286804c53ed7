package dev.roundhouse.http.benchmarks.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** A chunked body, read line by line from a stream. */
public final class BaselineChunkedDecoder {
    private static final Pattern SIZE = Pattern.compile("[0-9A-Fa-f]{1,15}");

    private BaselineChunkedDecoder() {}

    /**
     * Puts the data of all chunks into the target; extensions and trailer fields are dropped.
     *
     * @throws IOException for a malformed body
     */
    public static void decode(InputStream connection, ByteBuffer target) throws IOException {
        for (long size = size(connection); size > 0; size = size(connection)) {
            target.put(connection.readNBytes((int) size));
            require(readLine(connection).isEmpty());
        }
        while (!readLine(connection).isEmpty()) {
            // A trailer field.
        }
    }

    private static long size(InputStream connection) throws IOException {
        String size = readLine(connection).split(";", 2)[0].strip();
        require(SIZE.matcher(size).matches());
        return Long.parseLong(size, 16);
    }

    private static String readLine(InputStream connection) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int value = connection.read(); value != '\r'; value = connection.read()) {
            require(value >= 0 && value != '\n');
            line.append((char) value);
        }
        require(connection.read() == '\n');
        return line.toString();
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("malformed chunked body");
        }
    }
}
