package dev.roundhouse.http.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as a user starts it for development: the runnable jar, with a certificate that its own root has signed. */
final class HttpsProgram implements AutoCloseable {
    /** Built by the module http-app, before this module in a build that includes the phase package. */
    static final Path JAR = Path.of("..", "http-app", "target", "http-app.jar");

    private static final Pattern ROOT = Pattern.compile("clients have to trust (\\S+), which is new");
    private static final Pattern HTTPS_PORT = Pattern.compile("listening on https://127[.]0[.]0[.]1:([0-9]+)/");
    private static final Pattern HTTP_PORT = Pattern.compile("listening on http://127[.]0[.]0[.]1:([0-9]+)/");
    private static final String STARTED = "Press Ctrl-C to stop.";
    private static final int START_SECONDS = 60;
    private static final int POLL_MILLIS = 20;

    private final Process process;
    private final String output;

    private HttpsProgram(Process process, String output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param site the served directory
     * @param directory for its state and its output
     * @param host name in the certificate
     */
    static HttpsProgram start(Path site, Path directory, String host) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "--directory=" + site,
                        "--port=0",
                        "--http-port=0",
                        "--tls-self-signed=" + host,
                        "--state-directory=" + directory.resolve("state"),
                        "--hsts")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            return new HttpsProgram(process, awaitStart(process, output));
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String awaitStart(Process process, Path output) throws IOException, InterruptedException {
        for (int i = 0; i < START_SECONDS * 1000 / POLL_MILLIS && process.isAlive(); i++) {
            String printed = Files.readString(output);
            if (printed.contains(STARTED)) {
                return printed;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("it did not start: " + Files.readString(output));
    }

    /** The certificate to trust, according to the log. */
    Path root() {
        return Path.of(printed(ROOT));
    }

    int httpsPort() {
        return Integer.parseInt(printed(HTTPS_PORT));
    }

    int httpPort() {
        return Integer.parseInt(printed(HTTP_PORT));
    }

    private String printed(Pattern pattern) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("no '" + pattern + "' in " + output);
        }
        return matcher.group(1);
    }

    /** Waits until it has ended, so that its directory can be deleted. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
