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

/** Everybody who takes part, and everything that has been found of them. */
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

    /** Those of a workload, in the order of the servers. */
    List<MeasurementRecorder> recorders(String workload) {
        return List.copyOf(recorders.get(workload).values());
    }

    /** The first command is the one that is shown. */
    void setCommand(ServerSpec serverSpec, List<String> command) {
        commands.putIfAbsent(serverSpec.name(), command);
    }

    void setConformance(ServerSpec serverSpec, ConformanceSummary found) {
        conformance.put(serverSpec.name(), found);
        if (!found.failedScenarios().isEmpty()) {
            String note = "It breaks a MUST: " + String.join("; ", found.failedScenarios()) + ".";
            recorders.values().forEach(each -> each.get(serverSpec.name()).addNote(note));
        }
    }

    /** Leaves a server out of everything. */
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
                conformance.getOrDefault(serverSpec.name(), ConformanceSummary.notRun("it was not started")));
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
