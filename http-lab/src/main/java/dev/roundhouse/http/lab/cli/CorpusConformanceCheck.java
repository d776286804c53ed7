package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.conformance.Cause;
import dev.roundhouse.http.conformance.ConformanceReport;
import dev.roundhouse.http.conformance.ConformanceRun;
import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ScenarioResult;
import dev.roundhouse.http.conformance.ScenarioResult.TestOutcome;
import dev.roundhouse.http.conformance.scenario.Notation;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import dev.roundhouse.http.lab.result.ConformanceSummary;
import dev.roundhouse.http.lab.run.ConformanceCheck;
import dev.roundhouse.http.lab.server.ProbeClient;
import dev.roundhouse.http.lab.server.ServerSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Runs the scenarios that apply to any server, with the requirements of the RFCs. */
final class CorpusConformanceCheck implements ConformanceCheck {
    private final Duration timeout;

    CorpusConformanceCheck(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public ConformanceSummary check(ServerSpec serverSpec, ProbeClient server, String target)
            throws InterruptedException {
        try {
            List<Scenario> scenarios = Corpus.scenarios(new Notation(target, "127.0.0.1:" + server.port())).stream()
                    .filter(scenario -> scenario.scope() == Scope.ANY_SERVER)
                    .toList();
            List<ScenarioResult> findings =
                    new ConformanceRun(server.connector(), false, timeout).run(scenarios, done -> {});
            return summary(new ConformanceReport(serverSpec.name(), findings));
        } catch (IOException unreachable) {
            return ConformanceSummary.notRun("Cannot run the conformance tests: " + unreachable.getMessage());
        }
    }

    private static ConformanceSummary summary(ConformanceReport conformanceReport) {
        List<String> broken = conformanceReport.causes().stream()
                .filter(cause -> cause.outcome() == TestOutcome.FAIL)
                .map(CorpusConformanceCheck::describe)
                .toList();
        return new ConformanceSummary(
                true,
                conformanceReport.results().size(),
                (int) conformanceReport.count(TestOutcome.PASS),
                broken.size(),
                (int) conformanceReport.count(TestOutcome.SHOULD_FAILED),
                (int) conformanceReport.count(TestOutcome.ALLOWED_DIFFERENCE),
                broken,
                broken.isEmpty() ? "" : "ranked under a note: it breaks " + count(broken.size()) + " of the RFCs");
    }

    /** One scenario that shows the cause, the number of further ones, and the cause. */
    private static String describe(Cause cause) {
        int more = cause.results().size() - 1;
        return cause.results().get(0).scenario().name() + (more > 0 ? " and " + more + " more" : "") + ": "
                + cause.text();
    }

    private static String count(int broken) {
        return broken == 1 ? "a MUST" : broken + " MUSTs";
    }
}
