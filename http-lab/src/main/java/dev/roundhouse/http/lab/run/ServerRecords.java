package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.ConformanceSummary;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.ServerInfo;
import dev.roundhouse.http.lab.server.ServerSpec;
import dev.roundhouse.http.lab.stats.Bootstrap;
import dev.roundhouse.http.lab.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All servers of a run with their recorders and conformance results. */
final class ServerRecords {
    private final List<ServerSpec> servers;
    private final Map<String, Map<String, MeasurementRecorder>> recorders = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new HashMap<>();
    private final Map<String, ConformanceSummary> conformance = new HashMap<>();

    ServerRecords(List<ServerSpec> servers, List<Workload> workloads) {
        this.servers = List.copyOf(servers);
        for (Workload workload : workloads) {
            Map<String, MeasurementRecorder> byServer = new LinkedHashMap<>();
            servers.forEach(each -> byServer.put(each.name(), new MeasurementRecorder(each.name(), workload.name())));
            recorders.put(workload.name(), byServer);
        }
    }

    List<ServerSpec> servers() {
        return servers;
    }

    MeasurementRecorder recorder(ServerSpec serverSpec, Workload workload) {
        return recorders.get(workload.name()).get(serverSpec.name());
    }

    /** The recorders of a workload, in the order of the servers. */
    List<MeasurementRecorder> recorders(String workload) {
        return List.copyOf(recorders.get(workload).values());
    }

    /** Sets the command of a server; only the first one is kept. */
    void setCommand(ServerSpec serverSpec, List<String> command) {
        commands.putIfAbsent(serverSpec.name(), command);
    }

    void setConformance(ServerSpec serverSpec, ConformanceSummary summary) {
        conformance.put(serverSpec.name(), summary);
        if (!summary.failedScenarios().isEmpty()) {
            String note = "It violates a MUST: " + String.join("; ", summary.failedScenarios()) + ".";
            recorders.values().forEach(each -> each.get(serverSpec.name()).addNote(note));
        }
    }

    /** Skips a server in all workloads. */
    void exclude(ServerSpec serverSpec, String why) {
        recorders.values().forEach(each -> each.get(serverSpec.name()).skip(why));
    }

    List<ServerInfo> serverInfos() {
        return servers.stream().map(this::serverInfos).toList();
    }

    private ServerInfo serverInfos(ServerSpec serverSpec) {
        return new ServerInfo(
                serverSpec.name(),
                serverSpec.isOwnServer(),
                serverSpec.transport(),
                serverSpec.java(),
                commands.getOrDefault(serverSpec.name(), serverSpec.command().arguments()),
                conformance.getOrDefault(serverSpec.name(), ConformanceSummary.notRun("the server was not started")));
    }

    List<Measurement> measurements(Bootstrap bootstrap) {
        List<Measurement> all = new ArrayList<>();
        recorders
                .values()
                .forEach(each -> each.values()
                        .forEach(measurementRecorder -> all.add(measurementRecorder.measurement(bootstrap))));
        return all;
    }
}
