package dev.roundhouse.http.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.ScenarioResult.TestOutcome;
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

    /** Whoever is asked, this is the answer. */
    private static ConformanceReport examined(String answer) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerAll(server, answer));
            answering.setDaemon(true);
            answering.start();
            List<Scenario> conversations = Corpus.scenarios(new Notation("/", "localhost")).stream()
                    .filter(conversation -> conversation.scope() == Scope.ANY_SERVER)
                    .toList();
            ConformanceRun examination = new ConformanceRun(
                    new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
                    false,
                    Duration.ofMillis(300));
            return new ConformanceReport("example", examination.run(conversations, done -> {}));
        }
    }

    private static void answerAll(ServerSocket server, String answer) {
        try {
            while (true) {
                Socket socket = server.accept();
                new Thread(() -> answer(socket, answer)).start();
            }
        } catch (IOException over) {
            // The examination has ended.
        }
    }

    private static void answer(Socket accepted, String answer) {
        try (Socket socket = accepted;
                InputStream input = socket.getInputStream()) {
            if (input.read(new byte[8192]) >= 0) {
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                input.readAllBytes();
            }
        } catch (IOException gone) {
            // The conversation has ended.
        }
    }

    @Test
    void a_field_that_every_answer_lacks_is_one_cause() throws IOException, InterruptedException {
        ConformanceReport report = examined(NO_DATE);

        List<Cause> noDate = report.causes().stream()
                .filter(cause -> cause.text().contains("Date"))
                .toList();
        assertEquals(1, noDate.size(), report::asText);
        assertEquals("no Date (RFC 9110 §6.6.1) on 400", noDate.get(0).text());
        assertEquals(TestOutcome.FAIL, noDate.get(0).verdict());
        assertTrue(noDate.get(0).findings().size() > 100, report::asText);
        assertTrue(report.count(TestOutcome.FAIL) > 50, report::asText);
        assertTrue(report.causes(TestOutcome.FAIL) < 10, report::asText);
        assertFalse(report.isConformant());
    }

    @Test
    void every_finding_is_of_one_cause_and_the_gravest_are_first() throws IOException, InterruptedException {
        ConformanceReport report = examined(OK_WITH_CONTROLS);

        List<ScenarioResult> ofCauses = report.causes().stream()
                .flatMap(cause -> cause.findings().stream())
                .toList();
        assertEquals(report.results().size() - report.count(TestOutcome.PASS), ofCauses.size());
        assertEquals(ofCauses.size(), ofCauses.stream().distinct().count());
        List<TestOutcome> verdicts =
                report.causes().stream().map(Cause::verdict).toList();
        assertEquals(verdicts.stream().sorted().toList(), verdicts);
        assertTrue(report.causes(TestOutcome.FAIL) > 1, "what belongs to different clauses is not one cause");
    }

    @Test
    void the_text_has_causes_before_conversations_and_a_legend() throws IOException, InterruptedException {
        String text = examined(NO_DATE).asText();

        assertTrue(text.startsWith("FAIL  no Date (RFC 9110 §6.6.1) on 400\n"), text);
        assertTrue(text.contains("FAIL  breaks a MUST"), text);
        assertTrue(text.matches("(?s).*example: \\d+ causes break a MUST \\(\\d+ conversations\\), .*"), text);
    }

    @Test
    void the_xml_is_valid_whatever_a_server_sends() throws IOException, InterruptedException, SAXException {
        for (String answer : List.of(NO_DATE, OK_WITH_CONTROLS, "\0\u001b]]>&<\uFFFF\u0085\r\n\r\n", "")) {
            ConformanceReport report = examined(answer);
            String xml = JUnitReport.of(report, Instant.EPOCH);

            schema().newValidator().validate(new StreamSource(new StringReader(xml)));
            assertEquals(report.results().size(), count(xml, "<testcase "));
            assertEquals(report.count(TestOutcome.FAIL), count(xml, "<failure "));
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
