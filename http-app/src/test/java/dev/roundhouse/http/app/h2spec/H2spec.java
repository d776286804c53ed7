package dev.roundhouse.http.app.h2spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program h2spec, which sends HTTP/2 frames to a server and compares what it receives with the RFCs. */
final class H2spec {
    private static final Path ARCHIVE = Path.of("target", "h2spec", "h2spec", "2.2.0", "h2spec_linux_amd64.tar.gz");

    /** For a response of a busy machine. Only a case that fails takes this long. */
    private static final int RESPONSE_TIMEOUT_SECONDS = 10;

    private final Path directory;

    private H2spec(Path directory) {
        this.directory = directory;
    }

    /** Whether the program runs on this machine. */
    static boolean isSupported() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Unpacks the program, which the build has downloaded, into a directory. */
    static H2spec unpack(Path directory) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder(
                        "tar", "-xzf", ARCHIVE.toString(), "--no-same-owner", "-C", directory.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("cannot unpack " + ARCHIVE.toAbsolutePath());
        }
        return new H2spec(directory);
    }

    /** Starts all cases, the strict ones included, against a server on the loopback address. */
    H2specRun start(int port, boolean isSecure) throws IOException {
        Path report = directory.resolve(port + ".xml");
        Path output = directory.resolve(port + ".txt");
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("h2spec").toString()));
        command.addAll(List.of("--host=127.0.0.1", "--port=" + port, "--strict", "--junit-report=" + report));
        command.add("--timeout=" + RESPONSE_TIMEOUT_SECONDS);
        if (isSecure) {
            command.addAll(List.of("--tls", "--insecure"));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new H2specRun(process, report, output);
    }
}
