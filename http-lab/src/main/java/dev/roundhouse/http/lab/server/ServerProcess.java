package dev.roundhouse.http.lab.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server process. Its output is written to a log file. */
public final class ServerProcess implements RunningServer {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final long POLL_NANOS = 1_000_000;
    private static final int OK = 200;

    private final Process process;
    private final List<String> command;
    private final ProbeClient probe;
    private final Path log;
    private final long startedAt;
    private long startNanos;

    private ServerProcess(Process process, List<String> command, ProbeClient probe, Path log, long startedAt) {
        this.process = process;
        this.command = command;
        this.probe = probe;
        this.log = log;
        this.startedAt = startedAt;
    }

    /** Starts servers.
     *
     * @param cores CPU cores of the servers
     * @param root directory of the files
     * @param logs directory of the log files
     * @param tls their certificate, if they use TLS
     */
    public record ServerProcessLauncher(CoreAllocation cores, Path root, Path logs, Optional<LabTls> tls)
            implements ServerLauncher {
        @Override
        public RunningServer launch(String name, CommandTemplate template, String target)
                throws LaunchException, InterruptedException {
            Path log = logs.resolve(name + ".log");
            ServerProcess server;
            try {
                server = startProcess(template, log);
            } catch (IOException e) {
                throw new LaunchException(name + " cannot be started: " + e.getMessage(), e);
            }
            try {
                server.awaitResponse(name, target);
                return server;
            } catch (LaunchException | InterruptedException e) {
                server.close();
                throw e;
            }
        }

        private ServerProcess startProcess(CommandTemplate template, Path log) throws IOException {
            int port = freePort();
            List<String> command = new ArrayList<>(cores.serverPrefix());
            command.addAll(template.expand(port, root, tls));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            long startedAt = System.nanoTime();
            ProbeClient probe = new ProbeClient(port, tls.map(LabTls::client));
            return new ServerProcess(builder.start(), command, probe, log, startedAt);
        }

        /** Another process may bind the port before the server does; then the launch fails. */
        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }
    }

    private void awaitResponse(String name, String target) throws LaunchException, InterruptedException {
        while (!isResponding(target)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while " + name + " was starting");
            }
            if (!process.isAlive()) {
                throw new LaunchException(
                        name + " exited during startup with status " + process.exitValue() + ": " + lastLogLine());
            }
            if (System.nanoTime() - startedAt > START_TIMEOUT.toNanos()) {
                throw new LaunchException(name + " does not respond with 200 to GET " + target + " after "
                        + START_TIMEOUT.toSeconds() + " seconds; see " + log);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        startNanos = System.nanoTime() - startedAt;
    }

    private boolean isResponding(String target) {
        try {
            return probe.get(target).status() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    private String lastLogLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "see " + log;
        }
    }

    @Override
    public int port() {
        return probe.port();
    }

    @Override
    public ProbeClient probe() {
        return probe;
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public List<String> command() {
        return List.copyOf(command);
    }

    @Override
    public long startNanos() {
        return startNanos;
    }

    /** Sends SIGTERM, and SIGKILL after some seconds. */
    @Override
    public void close() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process()), process.descendants()).toList();
        process.destroy();
        if (!awaitExit(all)) {
            all.forEach(ProcessHandle::destroyForcibly);
            awaitExit(all);
        }
    }

    /** Ignores interrupts: an interrupted run must stop its servers too. */
    private static boolean awaitExit(List<ProcessHandle> all) {
        CompletableFuture<?> end =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        boolean interrupted = Thread.interrupted();
        try {
            end.get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
