package dev.roundhouse.http.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program in a separate process, with its output streams in files. */
public final class ChildProcess implements AutoCloseable {
    private static final Pattern AT = Pattern.compile("listening on http://[^ ]*:([0-9]+)/");
    private static final int TIMEOUT_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private ChildProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it.
     *
     * @param directory for its output and its temporary files; the latter in {@code tmp}
     * @param environment added to that of the tests
     * @param jvmFlags for java
     */
    public static ChildProcess start(
            Path directory, Map<String, String> environment, List<String> jvmFlags, String... arguments)
            throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Path out = directory.resolve("out.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary));
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command), environment, out, directory.resolve("err.txt"));
    }

    private static ChildProcess start(ProcessBuilder builder, Map<String, String> environment, Path out, Path err)
            throws IOException {
        builder.environment().putAll(environment);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildProcess(process, out, err);
    }

    /** Waits until the program listens. */
    public int port() throws IOException, InterruptedException {
        for (int i = 0; i < TIMEOUT_SECONDS * 50; i++) {
            Matcher address = AT.matcher(err());
            if (address.find()) {
                return Integer.parseInt(address.group(1));
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(20);
        }
        throw new IOException("it did not start: " + err());
    }

    /** The response to these bytes, one character each. */
    String responseTo(String request) throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", port());
                InputStream input = socket.getInputStream()) {
            socket.setSoTimeout(TIMEOUT_SECONDS * 1000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    public String get(String path) throws IOException, InterruptedException {
        return responseTo("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits until its standard error has this text. */
    public void awaitErr(String text) throws IOException, InterruptedException {
        for (int i = 0; i < TIMEOUT_SECONDS * 50 && !err().contains(text); i++) {
            Thread.sleep(20);
        }
        if (!err().contains(text)) {
            throw new IOException("'" + text + "' never came: " + err());
        }
    }

    /** Waits for the process to exit. */
    public int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("it does not end: " + err());
        }
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    public String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
