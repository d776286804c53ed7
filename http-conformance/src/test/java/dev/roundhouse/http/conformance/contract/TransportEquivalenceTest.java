package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.ScenarioResult;
import dev.roundhouse.http.conformance.SocketConnector;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.tls.TlsTransport;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All transports send the same responses, byte for byte, with and without TLS. */
class TransportEquivalenceTest {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(\\S+)\r\n");

    /** Runs scenarios with a transport. */
    @FunctionalInterface
    private interface TransportProbe {
        List<ScenarioResult> results(Transport transport, Function<SocketAddress, SocketConnector> connector)
                throws IOException, InterruptedException;
    }

    private record NamedTransport(
            String name, Transport transport, Function<SocketAddress, SocketConnector> connector) {}

    @Test
    void responses_are_the_same_except_for_the_date() throws IOException, InterruptedException {
        assertSameResponses(ScenarioContract::results);
    }

    @Test
    void responses_with_files_are_the_same(@TempDir Path tree) throws IOException, InterruptedException {
        FileSite.createTree(tree);
        assertSameResponses((transport, connector) -> FileScenarioContract.results(transport, connector, tree));
    }

    private static void assertSameResponses(TransportProbe transportProbe) throws IOException, InterruptedException {
        Map<String, String> expected = responses(transportProbe.results(new NioTransport(), SocketConnector::to));

        for (NamedTransport variant : others()) {
            Map<String, String> responses = responses(transportProbe.results(variant.transport(), variant.connector()));
            for (Map.Entry<String, String> entry : expected.entrySet()) {
                String name = entry.getKey();
                assertEquals(entry.getValue(), responses.get(name), () -> name + " over " + variant.name());
            }
        }
    }

    private static List<NamedTransport> others() {
        List<NamedTransport> others = new ArrayList<>();
        for (Transport transport : TransportRegistry.installed().transports()) {
            if (transport.unavailableReason().isEmpty()) {
                others.add(new NamedTransport(
                        transport.name() + " with TLS", new TlsTransport(transport), TlsTransport::connector));
                if (!(transport instanceof NioTransport)) {
                    others.add(new NamedTransport(transport.name(), transport, SocketConnector::to));
                }
            }
        }
        assertTrue(others.size() >= 3, others::toString);
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
