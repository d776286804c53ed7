package dev.roundhouse.http.app.lab;

import dev.roundhouse.http.conformance.Cause;
import dev.roundhouse.http.conformance.Conversation;
import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.Depth;
import dev.roundhouse.http.conformance.Examination;
import dev.roundhouse.http.conformance.Finding;
import dev.roundhouse.http.conformance.Finding.Verdict;
import dev.roundhouse.http.conformance.Notation;
import dev.roundhouse.http.conformance.Report;
import dev.roundhouse.http.lab.result.Conformance;
import dev.roundhouse.http.lab.run.Gate;
import dev.roundhouse.http.lab.server.Contender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Holds the conversations that make sense with any server, and demands of all what the RFCs demand. */
final class ConformanceGate implements Gate {
    private final Duration patience;

    ConformanceGate(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Conformance examine(Contender contender, int port, String target) throws InterruptedException {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            List<Conversation> conversations = Corpus.conversations(new Notation(target, "127.0.0.1:" + port)).stream()
                    .filter(conversation -> conversation.depth() == Depth.WIRE)
                    .toList();
            List<Finding> findings = new Examination(address, false, patience).hold(conversations, done -> {});
            return summary(new Report(contender.name(), findings));
        } catch (IOException unreachable) {
            return Conformance.unknown("It could not be examined: " + unreachable.getMessage());
        }
    }

    private static Conformance summary(Report report) {
        List<String> broken = report.causes().stream()
                .filter(cause -> cause.verdict() == Verdict.FAIL)
                .map(ConformanceGate::told)
                .toList();
        return new Conformance(
                true,
                report.findings().size(),
                (int) report.count(Verdict.PASS),
                broken.size(),
                (int) report.count(Verdict.WARN),
                (int) report.count(Verdict.NOTE),
                broken,
                broken.isEmpty() ? "" : "ranked under a note: it breaks " + count(broken.size()) + " of the RFCs");
    }

    /** One conversation that shows it, how many more do, and what it is. */
    private static String told(Cause cause) {
        int more = cause.findings().size() - 1;
        return cause.findings().get(0).conversation().name() + (more > 0 ? " and " + more + " more" : "") + ": "
                + cause.text();
    }

    private static String count(int broken) {
        return broken == 1 ? "a MUST" : broken + " MUSTs";
    }
}
