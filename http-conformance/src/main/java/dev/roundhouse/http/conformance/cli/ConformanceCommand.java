package dev.roundhouse.http.conformance.cli;

import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.DurationParser;
import dev.roundhouse.http.cli.EnumParser;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.OutputFormat;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.cli.Terminal;
import dev.roundhouse.http.conformance.ConformanceReport;
import dev.roundhouse.http.conformance.ConformanceRun;
import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.JUnitReport;
import dev.roundhouse.http.conformance.ScenarioResult;
import dev.roundhouse.http.conformance.SocketConnector;
import dev.roundhouse.http.conformance.http2.PriorKnowledge;
import dev.roundhouse.http.conformance.runner.SocketTestChannel;
import dev.roundhouse.http.conformance.scenario.Notation;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.tls.TlsClient;
import dev.roundhouse.http.tls.certificate.CertificateFileException;
import dev.roundhouse.http.tls.certificate.TrustedCertificates;
import dev.roundhouse.http.transport.HttpConnections;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportRegistry;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Runs the conformance scenarios against a server and reports the result per clause. */
final class ConformanceCommand extends CliCommand {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String HTTP_2 = "h2";

    private final OptionValue<Optional<URI>> url = optionalParameter(
            "URL",
            URI::create,
            "http or https URL that returns 200 for GET. Default: this server, started in this process with a built-in reference site.");

    private final OptionValue<Boolean> http2 = flag(
            "--http2",
            "Test HTTP/2: by prior knowledge with an http URL, and by ALPN with an https URL. Scenarios in frames run, and those of HTTP/1.1 whose messages can be translated.");

    private final OptionValue<Transport> transport = option("--transport", "NAME", TransportRegistry.installed()::get)
            .description("Transport of this server: "
                    + String.join(", ", TransportRegistry.installed().names()) + ". Default: ${DEFAULT-VALUE}")
            .defaultValue("nio");

    private final OptionValue<OutputFormat> format = option("--format", "FORMAT", EnumParser.of(OutputFormat.class))
            .description("text or json. Default: ${DEFAULT-VALUE}")
            .defaultValue("text");

    private final OptionValue<Duration> timeout = option("--timeout", "TIME", DurationParser::parsePositive)
            .description("Read timeout: a number with ms, s, m or h; seconds without a unit. Default: ${DEFAULT-VALUE}")
            .defaultValue("5s");

    private final OptionValue<Optional<Path>> tlsCa = option("--tls-ca", "FILE", Path::of)
            .description(
                    "PEM file with the certificate authorities that an https server is verified with. Default: those of Java")
            .optional();

    private final OptionValue<Boolean> insecure = flag("--insecure", "Accept any certificate of an https server.");

    private final OptionValue<Optional<Path>> junitXml = option("--junit-xml", "FILE", Path::of)
            .description("Also write the result as JUnit XML: a suite for each category, a failure for each"
                    + " scenario that violates a MUST.")
            .optional();

    ConformanceCommand() {
        super("roundhouse conformance");
    }

    @Override
    protected void describeUsage(UsageMessageSpec help) {
        help.abbreviateSynopsis(true)
                .description(
                        "Run the conformance test scenarios for RFC 9110 and RFC 9112, or RFC 9113, RFC 7541 and RFC 9218 with --http2, against a server and report the result per clause. Scenarios that fail for the same reason are counted as one cause.")
                .footer(
                        "",
                        "Exit status: 0 all MUST requirements pass; 1 a MUST fails or the server is unreachable; 2 invalid command line.");
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<URI> other = url.value();
        ConformanceReport conformanceReport = other.isPresent() ? checkRemote(other.get()) : checkSelf();
        out().print(format.value() == OutputFormat.JSON ? conformanceReport.asJson() : conformanceReport.asText());
        out().flush();
        junitXml.value().ifPresent(file -> write(JUnitReport.of(conformanceReport, Instant.now()), file));
        return conformanceReport.isConformant() ? 0 : 1;
    }

    private static void write(String xml, Path file) {
        try {
            Files.writeString(file, xml);
        } catch (IOException failed) {
            throw new StartupException(
                    "Cannot write the result to " + file + ": " + failed.getMessage() + " (see --junit-xml).", failed);
        }
    }

    private ConformanceReport checkSelf() throws InterruptedException {
        TransportObserver transportObserver = TransportObserver.NONE;
        HttpConnections http1 = Service.http1(Http1Limits.DEFAULT, Timeouts.DEFAULT, "Roundhouse");
        // Without HTTP/2, its preface is an invalid request, which a scenario tests.
        HttpConnections connections =
                http2.value() ? http1.withHttp2(Http2Limits.DEFAULT).withPriorKnowledge() : http1;
        Service service = new Service(connections, new ReferenceSite(), transportObserver);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Listener listener =
                InstalledTransports.requireAvailable(transport.value()).start(service, TransportSettings.at(anyPort))) {
            List<Scenario> scenarios = scenarios(Notation.REFERENCE).stream()
                    .filter(scenario -> scenario.scope() != Scope.ENGINE)
                    .toList();
            return report(
                    "this server over " + transport.value().name() + (http2.value() ? " with HTTP/2" : ""),
                    SocketConnector.to(listener.address()),
                    true,
                    scenarios);
        } catch (IOException failed) {
            throw new StartupException("Cannot run the conformance tests: " + failed.getMessage(), failed);
        }
    }

    private ConformanceReport checkRemote(URI target) throws InterruptedException {
        boolean isSecure = "https".equals(target.getScheme());
        if (!(isSecure || "http".equals(target.getScheme())) || target.getHost() == null) {
            throw usageError("'" + target + "' is not an http or https URL.");
        }
        int defaultPort = isSecure ? HTTPS_PORT : HTTP_PORT;
        int port = target.getPort() < 0 ? defaultPort : target.getPort();
        InetSocketAddress address = new InetSocketAddress(target.getHost(), port);
        if (address.isUnresolved()) {
            throw new StartupException("Cannot resolve host " + target.getHost() + ".");
        }
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        try {
            Notation server = new Notation(path, target.getRawAuthority(), target.getScheme());
            List<Scenario> scenarios = scenarios(server).stream()
                    .filter(scenario -> scenario.scope() == Scope.ANY_SERVER)
                    .toList();
            SocketConnector connector = isSecure
                    ? SocketConnector.secure(tlsClient(), address, target.getHost())
                    : SocketConnector.to(address);
            if (http2.value()) {
                requireHttp2(connector, target);
            }
            return report(target.toString(), connector, false, scenarios);
        } catch (IOException failed) {
            throw new StartupException(
                    "Cannot run the conformance tests against " + target + ": " + failed.getMessage()
                            + (isSecure ? hint(String.valueOf(failed.getMessage())) : ""),
                    failed);
        }
    }

    private static String hint(String message) {
        return message.contains("no_application_protocol")
                ? " (it does not select the version of HTTP that is tested; omit or add --http2)"
                : " (if its certificate is not trusted: --tls-ca or --insecure)";
    }

    private List<Scenario> scenarios(Notation server) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        if (http2.value()) {
            scenarios.addAll(Corpus.frameScenarios(server));
        }
        scenarios.addAll(Corpus.scenarios(server));
        return scenarios;
    }

    private void requireHttp2(SocketConnector connector, URI target) throws IOException {
        try (Socket socket = connector.connect(timeout.value())) {
            if ("https".equals(target.getScheme())) {
                requireHttp2(
                        TlsClient.applicationProtocol(socket).equals(HTTP_2),
                        target + " does not select HTTP/2 (ALPN)");
            } else {
                requireHttp2(
                        PriorKnowledge.isUsed(new SocketTestChannel(socket, timeout.value())),
                        target
                                + " does not use HTTP/2 by prior knowledge (for this server: --h2c; over TLS, give an https URL)");
            }
        }
    }

    private static void requireHttp2(boolean supported, String problem) {
        if (!supported) {
            throw new StartupException(problem + "; omit --http2 to test HTTP/1.1.");
        }
    }

    private TlsClient tlsClient() {
        List<String> protocols = List.of(http2.value() ? HTTP_2 : "http/1.1");
        if (insecure.value()) {
            return TlsClient.insecure(protocols);
        }
        if (tlsCa.value().isEmpty()) {
            return TlsClient.verifying(protocols);
        }
        try {
            return TlsClient.trusting(TrustedCertificates.load(tlsCa.value().get(), Instant.now()), protocols);
        } catch (CertificateFileException failed) {
            throw usageError("--tls-ca: " + failed.getMessage());
        }
    }

    private ConformanceReport report(
            String server, SocketConnector connector, boolean isOwnServer, List<Scenario> scenarios)
            throws IOException, InterruptedException {
        ConformanceRun http1 = new ConformanceRun(connector, isOwnServer, timeout.value());
        ConformanceRun conformanceRun = http2.value() ? http1.overHttp2() : http1;
        List<ScenarioResult> findings = conformanceRun.run(scenarios, done -> printProgress(done, scenarios.size()));
        return new ConformanceReport(server, findings);
    }

    /** Prints the progress if standard output is a terminal. */
    private void printProgress(int done, int all) {
        if (Terminal.isAttached() && format.value() == OutputFormat.TEXT) {
            err().print("\r" + done + " of " + all + (done == all ? "\r\033[K" : ""));
            err().flush();
        }
    }
}
