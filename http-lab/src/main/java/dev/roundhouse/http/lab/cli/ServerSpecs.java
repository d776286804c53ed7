package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.lab.server.CommandTemplate;
import dev.roundhouse.http.lab.server.ServerSpec;
import dev.roundhouse.http.transport.TransportRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who takes part: this server over each transport on each Java, then the others. */
final class ServerSpecs {
    private static final String VIRTUAL = "virtual";

    private final List<ServerSpec> all = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final LabOptions request;
    private final Path appJar;

    private ServerSpecs(LabOptions request) {
        this.request = request;
        this.appJar = request.appJar().map(AppJar::at).orElseGet(() -> AppJar.find(AppJar.programDirectory()));
    }

    /** @throws IllegalArgumentException when the request makes no sense */
    static ServerSpecs of(LabOptions request) throws InterruptedException {
        ServerSpecs serverSpecs = new ServerSpecs(request);
        serverSpecs.addOwnServers();
        serverSpecs.addOtherServers();
        serverSpecs.rejectDuplicateNames();
        return serverSpecs;
    }

    List<ServerSpec> all() {
        return List.copyOf(all);
    }

    /** What the reader should know of those who are not among them. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void addOwnServers() throws InterruptedException {
        List<JavaRuntime> javas = new ArrayList<>();
        for (Path path : request.javaRuntimes()) {
            javas.add(JavaRuntime.at(path));
        }
        if (javas.isEmpty()) {
            javas.add(JavaRuntime.current());
        }
        for (JavaRuntime java : javas) {
            for (String transport : request.transports().isEmpty() ? installed() : request.transports()) {
                addOwnServers(transport, java, javas.size() > 1 ? transport + "-" + java.feature() : transport);
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "virtual needs Java 21 or later; give one by --java=PATH, or other --transports");
        }
    }

    private static List<String> installed() {
        return TransportRegistry.installed().names();
    }

    private void addOwnServers(String transport, JavaRuntime java, String name) {
        if (transport.equals(VIRTUAL) && !java.hasVirtualThreads()) {
            notes.add("virtual was not measured on Java " + java.version()
                    + ", which has no virtual threads; give a newer one by --java=PATH.");
            return;
        }
        // Idle clients and slow ones are part of the measurement; to cut them off would spoil it.
        List<String> serving = List.of(
                "--transport=" + transport,
                "--port={port}",
                "--directory={root}",
                "--idle-timeout=1h",
                "--write-timeout=1h",
                "--quiet");
        List<String> waiting = List.of("slow-handler", "--transport=" + transport, "--port={port}");
        all.add(new ServerSpec(
                name,
                transport,
                java.version(),
                new CommandTemplate(SelfCommand.serverCommand(java.executable(), appJar, serving)),
                Optional.of(new CommandTemplate(SelfCommand.labCommand(java.executable(), waiting))),
                java.jcmd()));
    }

    private void addOtherServers() {
        for (String server : request.servers()) {
            int equals = server.indexOf('=');
            if (equals < 1 || !server.substring(0, equals).matches("[A-Za-z0-9._-]+")) {
                throw new IllegalArgumentException("--server '" + server
                        + "' is not NAME=COMMAND, with a name of letters, digits, dots and dashes");
            }
            all.add(ServerSpec.other(server.substring(0, equals), server.substring(equals + 1)));
        }
    }

    private void rejectDuplicateNames() {
        Set<String> names = new HashSet<>();
        for (ServerSpec each : all) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("two servers would be called " + each.name()
                        + "; give each --server another name, and each --java another version");
            }
        }
    }
}
