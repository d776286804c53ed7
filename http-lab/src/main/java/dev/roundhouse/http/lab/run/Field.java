package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.Conformance;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.ServerFacts;
import dev.roundhouse.http.lab.server.Contender;
import dev.roundhouse.http.lab.stats.Bootstrap;
import dev.roundhouse.http.lab.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everybody who takes part, and everything that has been found of them. */
final class Field {
    private final List<Contender> contenders;
    private final Map<String, Map<String, Ledger>> ledgers = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new HashMap<>();
    private final Map<String, Conformance> conformance = new HashMap<>();

    Field(List<Contender> contenders, List<Workload> workloads) {
        this.contenders = List.copyOf(contenders);
        for (Workload workload : workloads) {
            Map<String, Ledger> byServer = new LinkedHashMap<>();
            contenders.forEach(each -> byServer.put(each.name(), new Ledger(each.name(), workload.name())));
            ledgers.put(workload.name(), byServer);
        }
    }

    List<Contender> contenders() {
        return contenders;
    }

    Ledger ledger(Contender contender, Workload workload) {
        return ledgers.get(workload.name()).get(contender.name());
    }

    /** Those of a workload, in the order of the servers. */
    List<Ledger> ledgers(String workload) {
        return List.copyOf(ledgers.get(workload).values());
    }

    /** The first command is the one that is shown. */
    void started(Contender contender, List<String> command) {
        commands.putIfAbsent(contender.name(), command);
    }

    void examined(Contender contender, Conformance found) {
        conformance.put(contender.name(), found);
        if (!found.broken().isEmpty()) {
            String note = "It breaks a MUST: " + String.join("; ", found.broken()) + ".";
            ledgers.values().forEach(each -> each.get(contender.name()).note(note));
        }
    }

    /** Leaves a server out of everything. */
    void drop(Contender contender, String why) {
        ledgers.values().forEach(each -> each.get(contender.name()).skip(why));
    }

    List<ServerFacts> facts() {
        return contenders.stream().map(this::facts).toList();
    }

    private ServerFacts facts(Contender contender) {
        return new ServerFacts(
                contender.name(),
                contender.ours(),
                contender.transport(),
                contender.java(),
                commands.getOrDefault(contender.name(), contender.command().words()),
                conformance.getOrDefault(contender.name(), Conformance.unknown("it was not started")));
    }

    List<Measurement> measurements(Bootstrap bootstrap) {
        List<Measurement> all = new ArrayList<>();
        ledgers.values().forEach(each -> each.values().forEach(ledger -> all.add(ledger.measurement(bootstrap))));
        return all;
    }
}
