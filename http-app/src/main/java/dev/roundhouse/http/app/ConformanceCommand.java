package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.conformance.Conversation;
import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.Depth;
import dev.roundhouse.http.conformance.Examination;
import dev.roundhouse.http.conformance.Finding;
import dev.roundhouse.http.conformance.Notation;
import dev.roundhouse.http.conformance.ReferenceSite;
import dev.roundhouse.http.conformance.Report;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Observer;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Examines a server, clause by clause. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Replays the conversations of RFC 9110 and RFC 9112 against a server, and says which clauses it keeps.",
        footer = {
            "",
            "Exit codes: 0 when no MUST is broken, 1 when one is or the server cannot be reached, 2 for a wrong command line."
        })
final class ConformanceCommand implements Callable<Integer> {
    private static final int HTTP_PORT = 80;

    /** How the result is written. */
    enum Format {
        text,
        json
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description =
                    "An http URL that the server answers with 200 to GET. Default: this server, started in this process"
                            + " with a site made for the purpose")
    private URI url;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "nio",
            description = "Transport of this server: nio, blocking or virtual. Default: ${DEFAULT-VALUE}")
    private TransportKind transport;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Seconds without an octet before a server is said to be silent. Default: ${DEFAULT-VALUE}")
    private int patience;

    @Override
    public Integer call() throws InterruptedException {
        Report report = url == null ? examineOurs() : examine(url);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.json ? report.asJson() : report.asText());
        out.flush();
        return report.conforms() ? 0 : 1;
    }

    private Report examineOurs() throws InterruptedException {
        Observer observer = Observer.SILENT;
        Service service = new Service(
                Service.http1(Limits.DEFAULT, Timeouts.DEFAULT, "Roundhouse"), new ReferenceSite(), observer);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Listener listener = transport.transport().start(service, Settings.at(anyPort))) {
            List<Conversation> conversations = Corpus.conversations().stream()
                    .filter(conversation -> conversation.depth() != Depth.ENGINE)
                    .toList();
            return report("this server over " + transport, listener.address(), true, conversations);
        } catch (IOException failed) {
            throw new StartException("This server cannot be examined: " + failed.getMessage(), failed);
        }
    }

    private Report examine(URI target) throws InterruptedException {
        if (!"http".equals(target.getScheme()) || target.getHost() == null) {
            throw new ParameterException(spec.commandLine(), "'" + target + "' is not an http URL with a host.");
        }
        int port = target.getPort() < 0 ? HTTP_PORT : target.getPort();
        InetSocketAddress address = new InetSocketAddress(target.getHost(), port);
        if (address.isUnresolved()) {
            throw new StartException("The host " + target.getHost() + " is not known.");
        }
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        try {
            List<Conversation> conversations =
                    Corpus.conversations(new Notation(path, target.getRawAuthority())).stream()
                            .filter(conversation -> conversation.depth() == Depth.WIRE)
                            .toList();
            return report(target.toString(), address, false, conversations);
        } catch (IOException failed) {
            throw new StartException(target + " cannot be examined: " + failed.getMessage(), failed);
        }
    }

    private Report report(String server, InetSocketAddress address, boolean ours, List<Conversation> conversations)
            throws IOException, InterruptedException {
        Examination examination = new Examination(address, ours, Duration.ofSeconds(patience));
        List<Finding> findings = examination.hold(conversations, done -> progress(done, conversations.size()));
        return new Report(server, findings);
    }

    /** Only for somebody who looks on. */
    private void progress(int done, int all) {
        if (Terminal.isAttached() && format == Format.text) {
            PrintWriter err = spec.commandLine().getErr();
            err.print("\r" + done + " of " + all + (done == all ? "\r\033[K" : ""));
            err.flush();
        }
    }
}
