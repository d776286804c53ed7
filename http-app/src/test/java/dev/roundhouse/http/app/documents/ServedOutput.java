package dev.roundhouse.http.app.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The output of a server process in a file, and the server behind it. */
final class ServedOutput {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");
    private static final int TIMEOUT_SECONDS = 60;

    private ServedOutput() {}

    /** Waits until the output contains the address of the server. */
    static String awaitPort(Process process, Path output) throws InterruptedException {
        for (int i = 0; i < TIMEOUT_SECONDS * 20 && process.isAlive(); i++) {
            Matcher address = ADDRESS.matcher(read(output));
            if (address.find()) {
                return address.group(1);
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the server did not start: " + read(output));
    }

    static int status(String port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
