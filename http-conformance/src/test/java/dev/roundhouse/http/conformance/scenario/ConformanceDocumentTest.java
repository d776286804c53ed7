package dev.roundhouse.http.conformance.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.GeneratedDocument;
import dev.roundhouse.http.conformance.runner.Delivery;
import dev.roundhouse.http.conformance.runner.EngineRunner;
import dev.roundhouse.http.conformance.runner.EngineTestChannel;
import dev.roundhouse.http.conformance.runner.MismatchException;
import dev.roundhouse.http.conformance.runner.ScenarioRunner;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.server.Http1Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every refusal is shown by a conversation, and the document says by which. */
class ConformanceDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "conformance.md");

    /** What a client refuses of a server, which no conversation with a server can show. */
    private static final Set<Http1Error> OF_CLIENTS = EnumSet.of(Http1Error.STATUS_LINE_MALFORMED);

    private static Map<Http1Error, Set<String>> refusals() throws IOException, MismatchException {
        Map<Http1Error, Set<String>> refusals = new EnumMap<>(Http1Error.class);
        for (Scenario scenario : Corpus.scenarios()) {
            Http1Connection machine = EngineRunner.newConnection(scenario);
            EngineTestChannel line = EngineRunner.openChannel(machine, new ReferenceSite(), Delivery.UNDIVIDED);
            new ScenarioRunner(line, true).run(scenario);
            for (Optional<CompletedExchange> served = machine.nextCompletedExchange();
                    served.isPresent();
                    served = machine.nextCompletedExchange()) {
                String error = served.get().protocolError();
                if (!error.isEmpty()) {
                    refusals.computeIfAbsent(Http1Error.valueOf(error), unseen -> new TreeSet<>())
                            .add(scenario.name());
                }
            }
        }
        return refusals;
    }

    @Test
    void every_refusal_is_shown_by_a_conversation() throws IOException, MismatchException {
        Set<Http1Error> unseen = EnumSet.allOf(Http1Error.class);
        unseen.removeAll(refusals().keySet());

        assertEquals(OF_CLIENTS, unseen);
    }

    @Test
    void the_document_is_up_to_date() throws IOException, MismatchException {
        List<Scenario> scenarios = new ArrayList<>(Corpus.scenarios());
        scenarios.addAll(Corpus.fileScenarios());

        new GeneratedDocument(DOCUMENT).requireText(new ConformanceDocument(scenarios, refusals()).text());
    }
}
