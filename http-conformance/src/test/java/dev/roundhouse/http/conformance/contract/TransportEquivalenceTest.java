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

/** All transports send the same responses, byte for byte. */
class TransportEquivalenceTest {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(\\S+)\r\n");

    /** Runs scenarios with a transport. */
    @FunctionalInterface
    private interface TransportProbe {
        List<ScenarioResult> results(Transport transport) throws IOException, InterruptedException;
    }

    @Test
    void responses_are_the_same_except_for_the_date() throws IOException, InterruptedException {
        assertSameResponses(ScenarioContract::results);
    }

    @Test
    void responses_with_files_are_the_same(@TempDir Path tree) throws IOException, InterruptedException {
        FileSite.createTree(tree);
        assertSameResponses(transport -> FileScenarioContract.results(transport, tree));
    }

    private static void assertSameResponses(TransportProbe transportProbe) throws IOException, InterruptedException {
        Map<String, String> expected = responses(transportProbe.results(new NioTransport()));

        for (Transport transport : others()) {
            Map<String, String> responses = responses(transportProbe.results(transport));
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

    private static Map<String, String> responses(List<ScenarioResult> results) {
        Map<String, String> responses = new LinkedHashMap<>();
        for (ScenarioResult scenarioResult : results) {
            responses.put(scenarioResult.scenario().name(), masked(scenarioResult.received()));
        }
        return responses;
    }

    /** The date and the multipart boundary differ from response to response. */
    private static String masked(String received) {
        String undated = received.replaceAll("\r\nDate: [^\r]*\r\n", "\r\nDate: masked\r\n");
        Matcher boundary = BOUNDARY.matcher(undated);
        return boundary.find() ? undated.replace(boundary.group(1), "masked") : undated;
    }
}
