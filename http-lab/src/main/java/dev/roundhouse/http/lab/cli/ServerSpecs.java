package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.lab.server.CommandTemplate;
import dev.roundhouse.http.lab.server.ServerSpec;
import dev.roundhouse.http.lab.workload.Workloads;
import dev.roundhouse.http.transport.TransportRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The servers of a run: this server with each transport on each Java, then the other servers. */
final class ServerSpecs {
    private static final String VIRTUAL = "virtual";

    private final List<ServerSpec> all = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final LabOptions options;
    private final Path appJar;

    private ServerSpecs(LabOptions options) {
        this.options = options;
        this.appJar = options.appJar().map(AppJar::at).orElseGet(() -> AppJar.find(AppJar.programDirectory()));
    }

    /** @throws IllegalArgumentException for invalid options */
    static ServerSpecs of(LabOptions options) throws InterruptedException {
        ServerSpecs serverSpecs = new ServerSpecs(options);
        serverSpecs.addOwnServers();
        serverSpecs.addOtherServers();
        serverSpecs.rejectDuplicateNames();
        return serverSpecs;
    }

    List<ServerSpec> all() {
        return List.copyOf(all);
    }

    /** Notes about servers that were left out. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void addOwnServers() throws InterruptedException {
        List<JavaRuntime> javas = new ArrayList<>();
        for (Path path : options.javaRuntimes()) {
            javas.add(JavaRuntime.at(path));
        }
        if (javas.isEmpty()) {
            javas.add(JavaRuntime.current());
        }
        for (JavaRuntime java : javas) {
            for (String transport : options.transports().isEmpty() ? installed() : options.transports()) {
                addOwnServers(transport, java, javas.size() > 1 ? transport + "-" + java.feature() : transport);
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "The transport virtual requires Java 21 or later; set --java to such a JDK, or select other --transports");
        }
    }

    private static List<String> installed() {
        return TransportRegistry.installed().names();
    }

    private void addOwnServers(String transport, JavaRuntime java, String name) {
        if (transport.equals(VIRTUAL) && !java.hasVirtualThreads()) {
            notes.add("The transport virtual was skipped on Java " + java.version()
                    + ", which has no virtual threads; set --java to Java 21 or later.");
            return;
        }
        // Some workloads have idle and slow clients, which must not be disconnected.
        List<String> serving = new ArrayList<>(List.of(
                "--transport=" + transport,
                "--port={port}",
                "--directory={root}",
                "--idle-timeout=1h",
                "--write-timeout=1h",
                "--quiet"));
        boolean needsHttp2 =
                options.mode().equals("full") || options.workloads().stream().anyMatch(Workloads::isHttp2);
        if (needsHttp2 && !options.isSecure()) {
            serving.add("--h2c");
        }
        if (options.isSecure()) {
            serving.addAll(List.of("--tls-cert={certificate}", "--tls-key={key}"));
        }
        List<String> waiting = List.of("slow-handler", "--transport=" + transport, "--port={port}");
        all.add(new ServerSpec(
                name,
                transport,
                java.version(),
                new CommandTemplate(SelfCommand.serverCommand(java.executable(), appJar, serving)),
                // The slow handler has no TLS.
                options.isSecure()
                        ? Optional.empty()
                        : Optional.of(new CommandTemplate(SelfCommand.labCommand(java.executable(), waiting))),
                java.jcmd()));
    }

    private void addOtherServers() {
        for (String server : options.servers()) {
            int equals = server.indexOf('=');
            if (equals < 1 || !server.substring(0, equals).matches("[A-Za-z0-9._-]+")) {
                throw new IllegalArgumentException(
                        "--server: expected NAME=COMMAND, with a name of letters, digits, dots, underscores and dashes, not '"
                                + server + "'");
            }
            all.add(ServerSpec.other(server.substring(0, equals), server.substring(equals + 1), options.isSecure()));
        }
    }

    private void rejectDuplicateNames() {
        Set<String> names = new HashSet<>();
        for (ServerSpec each : all) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("Two servers have the name " + each.name()
                        + "; use a different name for each --server, and a different version for each --java");
            }
        }
    }
}
