package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.GeneratedDocument;
import dev.roundhouse.http.conformance.http2.FrameStepRunner;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.server.Http2Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every protocol error is tested by a scenario, and the document lists them. */
class ConformanceDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "conformance.md");

    /**
     * Errors that no scenario can cause: of the client role, and of a timeout that is off by default. The tests of the client
     * and of later replies cause them.
     */
    private static final Set<Http1Error> WITHOUT_SCENARIO =
            EnumSet.of(Http1Error.STATUS_LINE_MALFORMED, Http1Error.HANDLER_TIMEOUT);

    /** The same for HTTP/2. */
    private static final Set<Http2Error> HTTP2_WITHOUT_SCENARIO = EnumSet.of(
            Http2Error.STATUS_INVALID,
            Http2Error.RESPONSE_INCOMPLETE,
            Http2Error.CONTENT_UNEXPECTED,
            Http2Error.CONTENT_TOO_LARGE,
            Http2Error.HANDLER_TIMEOUT);

    private static Map<Http1Error, Set<String>> errors() throws IOException, MismatchException {
        Map<Http1Error, Set<String>> errors = new EnumMap<>(Http1Error.class);
        for (Scenario scenario : Corpus.scenarios()) {
            Http1Connection connection = EngineRunner.newConnection(scenario);
            EngineTestChannel channel = EngineRunner.openChannel(connection, new ReferenceSite(), Delivery.UNDIVIDED);
            new ScenarioRunner(channel, true).run(scenario);
            connection.takeCompletedExchanges(completed -> {
                String error = completed.protocolError();
                if (!error.isEmpty()) {
                    errors.computeIfAbsent(Http1Error.valueOf(error), missing -> new TreeSet<>())
                            .add(scenario.name());
                }
            });
        }
        return errors;
    }

    /** Reports the errors of HTTP/2 connections; those that have a response are in the completed exchanges instead. */
    private record ErrorRecorder(Scenario scenario, Map<Http2Error, Set<String>> errors) implements ConnectionContext {
        @Override
        public void protocolError(int streamId, String rule, String message) {
            errors.computeIfAbsent(Http2Error.valueOf(rule), missing -> new TreeSet<>())
                    .add(scenario.name());
        }
    }

    private static Map<Http2Error, Set<String>> http2Errors() throws IOException, MismatchException {
        Map<Http2Error, Set<String>> errors = new EnumMap<>(Http2Error.class);
        for (Scenario scenario : Corpus.frameScenarios()) {
            ErrorRecorder recorder = new ErrorRecorder(scenario, errors);
            Http2Connection connection = EngineRunner.newHttp2Connection(scenario, recorder);
            EngineTestChannel channel = EngineRunner.openChannel(connection, new ReferenceSite(), Delivery.UNDIVIDED);
            new ScenarioRunner(new FrameStepRunner(channel, true)).run(scenario);
            connection.takeCompletedExchanges(completed -> {
                if (!completed.protocolError().isEmpty()) {
                    recorder.protocolError(0, completed.protocolError(), "");
                }
            });
        }
        return errors;
    }

    @Test
    void every_error_of_http2_is_tested_by_a_scenario() throws IOException, MismatchException {
        Set<Http2Error> untested = EnumSet.allOf(Http2Error.class);
        untested.removeAll(http2Errors().keySet());

        assertEquals(HTTP2_WITHOUT_SCENARIO, untested);
    }

    @Test
    void every_protocol_error_is_tested_by_a_scenario() throws IOException, MismatchException {
        Set<Http1Error> untested = EnumSet.allOf(Http1Error.class);
        untested.removeAll(errors().keySet());

        assertEquals(WITHOUT_SCENARIO, untested);
    }

    @Test
    void document_is_up_to_date() throws IOException, MismatchException {
        List<Scenario> scenarios = new ArrayList<>(Corpus.scenarios());
        scenarios.addAll(Corpus.fileScenarios());
        scenarios.addAll(Corpus.frameScenarios());

        new GeneratedDocument(DOCUMENT).requireText(new ConformanceDocument(scenarios, errors(), http2Errors()).text());
    }
}
