package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.HttpsConfig;
import dev.roundhouse.http.app.config.ListenConfig;
import dev.roundhouse.http.app.config.SiteConfig;
import dev.roundhouse.http.app.explain.DryRun;
import dev.roundhouse.http.app.explain.DryRunJson;
import dev.roundhouse.http.app.explain.DryRunText;
import dev.roundhouse.http.app.server.ExplainedEndpoint;
import dev.roundhouse.http.app.server.ListenAddress;
import dev.roundhouse.http.app.server.OpenSite;
import dev.roundhouse.http.app.server.SiteOpener;
import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.EnumParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.OutputFormat;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.transport.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Explains the response to a request, without a network. */
final class ExplainCommand extends CliCommand {
    private final OptionValue<String> method =
            parameter(0, "METHOD", ExplainCommand::singleLine, "Request method, e.g. GET.");

    private final OptionValue<String> target =
            parameter(1, "PATH", ExplainCommand::singleLine, "Request target, percent-encoded, with optional query.");

    private final OptionValue<List<String>> fields = option(
                    "-H", "--request-header", "NAME: VALUE", ExplainCommand::singleLine)
            .description("Request header. Repeatable. \"Host: localhost\" is added if missing.")
            .repeatable();

    private final OptionValue<String> version = option("--http-version", "VERSION", ExplainCommand::singleLine)
            .description("HTTP version of the request line: 1.0 or 1.1. Default: ${DEFAULT-VALUE}")
            .defaultValue("1.1");

    private final OptionValue<OutputFormat> format = option("--format", "FORMAT", EnumParser.of(OutputFormat.class))
            .description("Output format: text or json. Default: ${DEFAULT-VALUE}")
            .defaultValue("text");

    private final OptionValue<Optional<Scheme>> scheme = option("--scheme", "SCHEME", EnumParser.of(Scheme.class))
            .description("Scheme of the request: http or https. Default: https if there is a certificate")
            .optional();

    private final SiteOptionGroups site = new SiteOptionGroups();
    private final ListenOptions listen = new ListenOptions();
    private final TlsOptions tls = new TlsOptions();
    private final HttpsOptions https = new HttpsOptions();
    private final LimitOptions limits = new LimitOptions();

    /** The scheme of a request. */
    private enum Scheme {
        HTTP,
        HTTPS
    }

    ExplainCommand() {
        super("explain");
    }

    @Override
    protected void describeUsage(UsageMessageSpec help) {
        help.abbreviateSynopsis(true)
                .description("Process a request without a network and print every decision made.")
                .footer(
                        "",
                        "Example: java -jar http-app.jar explain GET /about -H 'Accept-Encoding: br' --directory=site"
                                + " --clean-urls");
    }

    @Override
    protected List<OptionGroup> groups() {
        List<OptionGroup> groups = new ArrayList<>(site.groups());
        groups.addAll(List.of(listen, tls, https, limits, new ConfigOptions()));
        return groups;
    }

    /** Rejects line breaks: the text after one would be another header. */
    private static String singleLine(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("line breaks are not allowed; repeat the option for each header");
        }
        return text;
    }

    @Override
    public Integer call() {
        ListenConfig network = listen.config();
        SiteConfig served = site.config();
        ExplainedEndpoint endpoint = endpoint(network, served);
        try {
            Service.ConnectionFactory connectionFactory = Service.http1(
                    limits.config().toLimits(),
                    Timeouts.DEFAULT,
                    network.serverHeader().value(),
                    endpoint.ofEveryResponse());
            boolean isLoopback = ListenAddress.resolve(network).isLoopbackAddress();
            try (OpenSite open = new SiteOpener(served, isLoopback).openForDryRun()) {
                DryRun dryRun = DryRun.of(request(), endpoint.handler(open), connectionFactory);
                out().print(format.value() == OutputFormat.JSON ? DryRunJson.of(dryRun) : DryRunText.of(dryRun));
            }
            out().flush();
            return 0;
        } catch (IOException failed) {
            throw new StartupException("Cannot process the request: " + failed.getMessage(), failed);
        }
    }

    private ExplainedEndpoint endpoint(ListenConfig network, SiteConfig served) {
        try {
            boolean hasTls = tls.config().isPresent();
            HttpsConfig withHttps = https.config(hasTls, network, served.headers());
            boolean isEncrypted = scheme.value().map(Scheme.HTTPS::equals).orElse(hasTls);
            if (isEncrypted && !hasTls) {
                throw TlsOptions.withoutTls("--scheme=https");
            }
            if (!isEncrypted && hasTls && withHttps.httpPort().isEmpty()) {
                throw TlsOptions.withoutEffect("--scheme=http", "--http-port: all requests have TLS");
            }
            return new ExplainedEndpoint(hasTls, isEncrypted, network.port(), withHttps);
        } catch (IllegalArgumentException contradictory) {
            throw usageError(contradictory);
        }
    }

    private List<String> request() {
        List<String> lines = new ArrayList<>();
        lines.add(method.value() + " " + target.value() + " HTTP/" + version.value());
        if (fields.value().stream().noneMatch(field -> field.regionMatches(true, 0, "host:", 0, "host:".length()))) {
            lines.add("Host: localhost");
        }
        lines.addAll(fields.value());
        return lines;
    }
}
