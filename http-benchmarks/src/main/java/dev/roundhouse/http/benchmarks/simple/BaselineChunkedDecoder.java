package dev.roundhouse.http.benchmarks.simple;

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
     * @throws IOException for what is no chunked body
     */
    public static void decode(InputStream wire, ByteBuffer target) throws IOException {
        for (long size = size(wire); size > 0; size = size(wire)) {
            target.put(wire.readNBytes((int) size));
            require(readLine(wire).isEmpty());
        }
        while (!readLine(wire).isEmpty()) {
            // A trailer field.
        }
    }

    private static long size(InputStream wire) throws IOException {
        String size = readLine(wire).split(";", 2)[0].strip();
        require(SIZE.matcher(size).matches());
        return Long.parseLong(size, 16);
    }

    private static String readLine(InputStream wire) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = wire.read(); octet != '\r'; octet = wire.read()) {
            require(octet >= 0 && octet != '\n');
            line.append((char) octet);
        }
        require(wire.read() == '\n');
        return line.toString();
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("no chunked body");
        }
    }
}
