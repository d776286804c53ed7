package dev.roundhouse.http.app.faults;

import dev.roundhouse.http.tls.TlsClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;

/**
 * The server in a separate process, as a user runs it, with the resources that the system reports for it. With the system property
 * {@code faults.tls}, server and clients use TLS.
 */
final class ServerFixture implements AutoCloseable {
    private static final Pattern AT = Pattern.compile("https?://127\\.0\\.0\\.1:([0-9]+)/");

    private static final Pattern USUAL =
            Pattern.compile("Roundhouse .*|  (Directory|URL|Transport) .*| {13}http.*|Press Ctrl-C to stop\\."
                    + "|\\S+ INFO  Server - (listening|shutting down|stopped).*"
                    + "|\\S+ INFO  \\w+ - (self-signed |loaded )?certificate.*");

    private static final boolean IS_SECURE = Boolean.getBoolean("faults.tls");
    private static final TlsClient TLS = TlsClient.insecure(List.of("http/1.1"));
    private static final TlsClient HTTP2_OVER_TLS = TlsClient.insecure(List.of("h2"));
    private static final int READ_MILLIS = 30_000;

    private final Process process;
    private final Path log;
    private final int port;

    private ServerFixture(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts the server and waits for its banner.
     *
     * @param limits shell commands to run before, such as {@code ulimit -n 128}
     * @param jvmFlags for java
     * @param options for the server
     */
    static ServerFixture start(
            Path site, Path directory, String transport, String limits, String jvmFlags, String... options)
            throws IOException {
        Path log = directory.resolve("log-" + transport);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // The manifest of the program's jar allows it; here the program runs from its classes.
        String allowed = " --enable-native-access=ALL-UNNAMED ";
        String command = limits + "; exec '" + java + "' " + jvmFlags + allowed + " -cp '"
                + System.getProperty("java.class.path")
                + "' dev.roundhouse.http.app.Main --transport=" + transport + " --directory='" + site + "' "
                + String.join(" ", options)
                // As patient as the clients: there are more of them than processors.
                + (IS_SECURE
                        ? " --handshake-timeout=300s --tls-self-signed=a,soak --state-directory='"
                                + directory.resolve("state") + "'"
                        : "")
                + (List.of(options).toString().contains("--port=") ? "" : " --port=0");
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile())
                .start();
        do {
            pause();
            Matcher address = AT.matcher(Files.readString(log));
            if (address.find()) {
                return new ServerFixture(process, log, Integer.parseInt(address.group(1)));
            }
        } while (process.isAlive());
        throw new IOException("it did not start: " + Files.readString(log));
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** Whether server and clients use TLS. */
    static boolean isSecure() {
        return IS_SECURE;
    }

    /** A connection. With TLS, the handshake begins with the first write or read. */
    Socket connect() throws IOException {
        Socket socket = connectPlain();
        return IS_SECURE ? TLS.secure(socket, "127.0.0.1", port) : socket;
    }

    /** A connection for HTTP/2. Without TLS, the server needs the option {@code --h2c}. */
    Socket connectHttp2() throws IOException {
        Socket socket = connectPlain();
        return IS_SECURE ? HTTP2_OVER_TLS.secure(socket, "127.0.0.1", port) : socket;
    }

    /** A connection that sends its bytes as they are. */
    Socket connectPlain() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(READ_MILLIS);
        socket.connect(address());
        return socket;
    }

    /** The status of a request on a new connection, or 0 without a response. */
    int get(String path) {
        return get(path, 10_000);
    }

    /** The same for a server under load. */
    int getPatiently(String path) {
        return get(path, 300_000);
    }

    private int get(String path, int readMillis) {
        String url = (IS_SECURE ? "https" : "http") + "://127.0.0.1:" + port + path;
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            if (connection instanceof HttpsURLConnection secured) {
                secured.setSSLSocketFactory(AcceptAll.socketFactory());
                secured.setHostnameVerifier((host, session) -> true);
            }
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(readMillis);
            connection.setRequestProperty("Connection", "close");
            int status = connection.getResponseCode();
            if (status < 400) {
                connection.getInputStream().readAllBytes();
            }
            connection.disconnect();
            return status;
        } catch (IOException failed) {
            return 0;
        }
    }

    int openFiles() {
        try (Stream<Path> files = Files.list(proc("fd"))) {
            return (int) files.count();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The target of each descriptor, for a message. */
    List<String> openFileNames() {
        try (Stream<Path> files = Files.list(proc("fd"))) {
            List<String> names = new ArrayList<>();
            for (Path file : files.toList()) {
                names.add(
                        Files.isSymbolicLink(file)
                                ? Files.readSymbolicLink(file).toString()
                                : "gone");
            }
            Collections.sort(names);
            return names;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    int threads() {
        return (int) status("Threads");
    }

    long residentKiB() {
        return status("VmRSS");
    }

    /** CPU time used so far, in milliseconds. */
    long cpuMillis() {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toMillis();
    }

    /** Bytes of the heap that are in use after a garbage collection. */
    long liveHeap() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = histogram.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        }
        histogram.waitFor();
        String[] total = lines.get(lines.size() - 1).trim().split("\\s+");
        return Long.parseLong(total[2]);
    }

    /** The log lines about failures, without the banner, the start and the shutdown. */
    String log() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !USUAL.matcher(line).matches())
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
    }

    /** Sends a signal to the process, e.g. TERM, INT or KILL. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for the process to exit. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    private long status(String key) {
        try (Stream<String> lines = Files.lines(proc("status"))) {
            String line = lines.filter(candidate -> candidate.startsWith(key + ":"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", ""));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
