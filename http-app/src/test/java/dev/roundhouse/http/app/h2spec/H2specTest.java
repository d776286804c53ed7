package dev.roundhouse.http.app.h2spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.app.server.ServerModule;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server on every transport, in clear text and over TLS, passes every case of h2spec. The runs only wait for responses, so
 * all of them run at the same time.
 */
class H2specTest {
    private static final int CASES = 146;

    /** Some cases reduce the window to less than the content. */
    private static final int PAGE_BYTES = 1500;

    @TempDir
    Path directory;

    /** A server and the run against it. */
    private record TestedServer(String name, Server server, H2specRun run) {}

    @BeforeEach
    void a_site() throws IOException {
        Files.writeString(
                Files.createDirectory(directory.resolve("site")).resolve("index.html"), "a".repeat(PAGE_BYTES));
    }

    @TestFactory
    List<DynamicNode> server_passes_every_case() throws IOException, InterruptedException {
        assumeTrue(H2spec.isSupported(), "h2spec runs on Linux on x86-64 only");
        H2spec tool = H2spec.unpack(directory);
        List<TestedServer> tested = new ArrayList<>();
        List<DynamicNode> nodes = new ArrayList<>();
        try {
            for (Transport transport : TransportRegistry.installed().transports()) {
                Optional<String> reason = transport.unavailableReason();
                if (reason.isPresent()) {
                    nodes.add(dynamicTest(transport.name(), () -> abort(reason.get())));
                } else {
                    tested.add(start(tool, transport.name(), false));
                    tested.add(start(tool, transport.name(), true));
                }
            }
            for (TestedServer each : tested) {
                nodes.add(dynamicContainer(
                        each.name(), cases(each.name(), each.run().results())));
            }
        } finally {
            tested.forEach(each -> each.run().close());
            tested.forEach(each -> each.server().shutdown());
        }
        return nodes;
    }

    private TestedServer start(H2spec tool, String transport, boolean isSecure) throws IOException {
        String name = transport + (isSecure ? " over TLS" : " in clear text");
        List<String> options = new ArrayList<>(List.of("--directory=" + directory.resolve("site"), "--port=0"));
        options.addAll(List.of("--transport=" + transport, "--grace-period=1s"));
        if (isSecure) {
            options.addAll(List.of("--tls-self-signed", "--state-directory=" + directory.resolve("state of " + name)));
        } else {
            options.add("--h2c");
        }
        Server server = ServerModule.createServer(ParsedCommandLines.config(options.toArray(String[]::new)));
        server.start();
        return new TestedServer(name, server, tool.start(server.address().getPort(), isSecure));
    }

    private static Stream<DynamicNode> cases(String server, List<H2specCase> results) {
        DynamicNode count = dynamicTest("all cases run", () -> assertEquals(CASES, results.size()));
        return Stream.concat(
                Stream.of(count),
                results.stream()
                        .map(result -> dynamicTest(
                                result.name(),
                                () -> result.failure()
                                        .ifPresent(failure -> fail(server + ", " + result.name() + ": " + failure)))));
    }
}
