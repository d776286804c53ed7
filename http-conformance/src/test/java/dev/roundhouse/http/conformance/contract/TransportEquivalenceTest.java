package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.roundhouse.http.conformance.ScenarioResult;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However they wait, they say the same, octet for octet. */
class TransportEquivalenceTest {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(\\S+)\r\n");

    /** What is said over one transport. */
    @FunctionalInterface
    private interface TransportProbe {
        List<ScenarioResult> findings(Transport transport) throws IOException, InterruptedException;
    }

    @Test
    void the_octets_of_every_answer_are_the_same_but_for_the_date() throws IOException, InterruptedException {
        requireAgreement(ScenarioContract::results);
    }

    @Test
    void so_are_the_octets_of_files(@TempDir Path tree) throws IOException, InterruptedException {
        FileSite.createTree(tree);
        requireAgreement(transport -> FileScenarioContract.findings(transport, tree));
    }

    private static void requireAgreement(TransportProbe transportProbe) throws IOException, InterruptedException {
        Map<String, String> expected = answers(transportProbe.findings(new NioTransport()));

        for (Transport transport : others()) {
            Map<String, String> responses = answers(transportProbe.findings(transport));
            for (Map.Entry<String, String> entry : expected.entrySet()) {
                String name = entry.getKey();
                assertEquals(entry.getValue(), responses.get(name), () -> name + " over " + transport.name());
            }
        }
    }

    private static List<Transport> others() {
        List<Transport> others = TransportRegistry.installed().transports().stream()
                .filter(transport -> !(transport instanceof NioTransport))
                .filter(transport -> transport.unavailableReason().isEmpty())
                .toList();
        assertFalse(others.isEmpty());
        return others;
    }

    private static Map<String, String> answers(List<ScenarioResult> findings) {
        Map<String, String> responses = new LinkedHashMap<>();
        for (ScenarioResult scenarioResult : findings) {
            responses.put(scenarioResult.scenario().name(), masked(scenarioResult.received()));
        }
        return responses;
    }

    /** The time and the random boundary of several parts differ from response to response. */
    private static String masked(String received) {
        String undated = received.replaceAll("\r\nDate: [^\r]*\r\n", "\r\nDate: masked\r\n");
        Matcher boundary = BOUNDARY.matcher(undated);
        return boundary.find() ? undated.replace(boundary.group(1), "masked") : undated;
    }
}
