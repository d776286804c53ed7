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

    ServerRecords(List<ServerSpec> contenders, List<Workload> workloads) {
        this.servers = List.copyOf(contenders);
        for (Workload workload : workloads) {
            Map<String, MeasurementRecorder> byServer = new LinkedHashMap<>();
            contenders.forEach(
                    each -> byServer.put(each.name(), new MeasurementRecorder(each.name(), workload.name())));
            recorders.put(workload.name(), byServer);
        }
    }

    List<ServerSpec> servers() {
        return servers;
    }

    MeasurementRecorder recorder(ServerSpec contender, Workload workload) {
        return recorders.get(workload.name()).get(contender.name());
    }

    /** Those of a workload, in the order of the servers. */
    List<MeasurementRecorder> recorders(String workload) {
        return List.copyOf(recorders.get(workload).values());
    }

    /** The first command is the one that is shown. */
    void setCommand(ServerSpec contender, List<String> command) {
        commands.putIfAbsent(contender.name(), command);
    }

    void setConformance(ServerSpec contender, ConformanceSummary found) {
        conformance.put(contender.name(), found);
        if (!found.failedScenarios().isEmpty()) {
            String note = "It breaks a MUST: " + String.join("; ", found.failedScenarios()) + ".";
            recorders.values().forEach(each -> each.get(contender.name()).addNote(note));
        }
    }

    /** Leaves a server out of everything. */
    void exclude(ServerSpec contender, String why) {
        recorders.values().forEach(each -> each.get(contender.name()).skip(why));
    }

    List<ServerInfo> serverInfos() {
        return servers.stream().map(this::serverInfos).toList();
    }

    private ServerInfo serverInfos(ServerSpec contender) {
        return new ServerInfo(
                contender.name(),
                contender.isOwnServer(),
                contender.transport(),
                contender.java(),
                commands.getOrDefault(contender.name(), contender.command().arguments()),
                conformance.getOrDefault(contender.name(), ConformanceSummary.notRun("it was not started")));
    }

    List<Measurement> measurements(Bootstrap bootstrap) {
        List<Measurement> all = new ArrayList<>();
        recorders.values().forEach(each -> each.values().forEach(ledger -> all.add(ledger.measurement(bootstrap))));
        return all;
    }
}
