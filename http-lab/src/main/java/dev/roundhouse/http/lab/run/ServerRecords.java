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
    private final List<ServerSpec> contenders;
    private final Map<String, Map<String, MeasurementRecorder>> ledgers = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new HashMap<>();
    private final Map<String, ConformanceSummary> conformance = new HashMap<>();

    ServerRecords(List<ServerSpec> contenders, List<Workload> workloads) {
        this.contenders = List.copyOf(contenders);
        for (Workload workload : workloads) {
            Map<String, MeasurementRecorder> byServer = new LinkedHashMap<>();
            contenders.forEach(
                    each -> byServer.put(each.name(), new MeasurementRecorder(each.name(), workload.name())));
            ledgers.put(workload.name(), byServer);
        }
    }

    List<ServerSpec> contenders() {
        return contenders;
    }

    MeasurementRecorder ledger(ServerSpec contender, Workload workload) {
        return ledgers.get(workload.name()).get(contender.name());
    }

    /** Those of a workload, in the order of the servers. */
    List<MeasurementRecorder> ledgers(String workload) {
        return List.copyOf(ledgers.get(workload).values());
    }

    /** The first command is the one that is shown. */
    void started(ServerSpec contender, List<String> command) {
        commands.putIfAbsent(contender.name(), command);
    }

    void examined(ServerSpec contender, ConformanceSummary found) {
        conformance.put(contender.name(), found);
        if (!found.broken().isEmpty()) {
            String note = "It breaks a MUST: " + String.join("; ", found.broken()) + ".";
            ledgers.values().forEach(each -> each.get(contender.name()).note(note));
        }
    }

    /** Leaves a server out of everything. */
    void drop(ServerSpec contender, String why) {
        ledgers.values().forEach(each -> each.get(contender.name()).skip(why));
    }

    List<ServerInfo> facts() {
        return contenders.stream().map(this::facts).toList();
    }

    private ServerInfo facts(ServerSpec contender) {
        return new ServerInfo(
                contender.name(),
                contender.ours(),
                contender.transport(),
                contender.java(),
                commands.getOrDefault(contender.name(), contender.command().words()),
                conformance.getOrDefault(contender.name(), ConformanceSummary.unknown("it was not started")));
    }

    List<Measurement> measurements(Bootstrap bootstrap) {
        List<Measurement> all = new ArrayList<>();
        ledgers.values().forEach(each -> each.values().forEach(ledger -> all.add(ledger.measurement(bootstrap))));
        return all;
    }
}
