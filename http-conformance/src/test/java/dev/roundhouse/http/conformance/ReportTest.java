package dev.roundhouse.http.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.ScenarioResult.TestOutcome;
import dev.roundhouse.http.conformance.scenario.Notation;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

class ReportTest {
    private static final String NO_DATE = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private static final String OK_WITH_CONTROLS =
            "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nX: <&\">\u00e4\r\nContent-Length: 4\r\n\r\n\0\u0001\u001b\u00ff";

    /** Runs the scenarios against a server that sends this response to every request. */
    private static ConformanceReport reportFor(String response) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            Thread serverThread = new Thread(() -> respondToAll(server, response));
            serverThread.setDaemon(true);
            serverThread.start();
            List<Scenario> scenarios = Corpus.scenarios(new Notation("/", "localhost")).stream()
                    .filter(scenario -> scenario.scope() == Scope.ANY_SERVER)
                    .toList();
            ConformanceRun conformanceRun = new ConformanceRun(
                    SocketConnector.to(new InetSocketAddress(server.getInetAddress(), server.getLocalPort())),
                    false,
                    Duration.ofMillis(300));
            return new ConformanceReport("example", conformanceRun.run(scenarios, done -> {}));
        }
    }

    private static void respondToAll(ServerSocket server, String response) {
        try {
            while (true) {
                Socket socket = server.accept();
                new Thread(() -> respond(socket, response)).start();
            }
        } catch (IOException e) {
            // The run has ended.
        }
    }

    private static void respond(Socket accepted, String response) {
        try (Socket socket = accepted;
                InputStream input = socket.getInputStream()) {
            if (input.read(new byte[8192]) >= 0) {
                socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                input.readAllBytes();
            }
        } catch (IOException e) {
            // The scenario has ended.
        }
    }

    @Test
    void header_missing_in_every_response_is_one_cause() throws IOException, InterruptedException {
        ConformanceReport conformanceReport = reportFor(NO_DATE);

        List<Cause> noDate = conformanceReport.causes().stream()
                .filter(cause -> cause.text().contains("Date"))
                .toList();
        assertEquals(1, noDate.size(), conformanceReport::asText);
        assertEquals("no Date (RFC 9110 §6.6.1) on 400", noDate.get(0).text());
        assertEquals(TestOutcome.FAIL, noDate.get(0).outcome());
        assertTrue(noDate.get(0).results().size() > 100, conformanceReport::asText);
        assertTrue(conformanceReport.count(TestOutcome.FAIL) > 50, conformanceReport::asText);
        assertTrue(conformanceReport.causes(TestOutcome.FAIL) < 10, conformanceReport::asText);
        assertFalse(conformanceReport.isConformant());
    }

    @Test
    void every_failure_has_one_cause_and_the_most_severe_is_first() throws IOException, InterruptedException {
        ConformanceReport conformanceReport = reportFor(OK_WITH_CONTROLS);

        List<ScenarioResult> ofCauses = conformanceReport.causes().stream()
                .flatMap(cause -> cause.results().stream())
                .toList();
        assertEquals(conformanceReport.results().size() - conformanceReport.count(TestOutcome.PASS), ofCauses.size());
        assertEquals(ofCauses.size(), ofCauses.stream().distinct().count());
        List<TestOutcome> outcomes =
                conformanceReport.causes().stream().map(Cause::outcome).toList();
        assertEquals(outcomes.stream().sorted().toList(), outcomes);
        assertTrue(
                conformanceReport.causes(TestOutcome.FAIL) > 1,
                "mismatches of different clauses have different causes");
    }

    @Test
    void text_has_causes_before_scenarios_and_a_legend() throws IOException, InterruptedException {
        String text = reportFor(NO_DATE).asText();

        assertTrue(text.startsWith("FAIL  no Date (RFC 9110 §6.6.1) on 400\n"), text);
        assertTrue(text.contains("FAIL                a MUST is violated"), text);
        assertTrue(text.matches("(?s).*example: \\d+ causes violate a MUST \\(\\d+ scenarios\\), .*"), text);
    }

    @Test
    void xml_is_valid_for_any_server_output() throws IOException, InterruptedException, SAXException {
        for (String response : List.of(NO_DATE, OK_WITH_CONTROLS, "\0\u001b]]>&<\uFFFF\u0085\r\n\r\n", "")) {
            ConformanceReport conformanceReport = reportFor(response);
            String xml = JUnitReport.of(conformanceReport, Instant.EPOCH);

            schema().newValidator().validate(new StreamSource(new StringReader(xml)));
            assertEquals(conformanceReport.results().size(), count(xml, "<testcase "));
            assertEquals(conformanceReport.count(TestOutcome.FAIL), count(xml, "<failure "));
            assertTrue(xml.chars().allMatch(c -> c == '\n' || c == '§' || c >= ' ' && c <= '~'), xml);
        }
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private static Schema schema() throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ReportTest.class.getResource("junit.xsd"));
    }
}
