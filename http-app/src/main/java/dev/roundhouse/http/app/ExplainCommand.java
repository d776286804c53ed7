package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.ConfigOptions;
import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.app.explain.Rehearsal;
import dev.roundhouse.http.app.explain.RehearsalJson;
import dev.roundhouse.http.app.explain.RehearsalText;
import dev.roundhouse.http.app.options.Given;
import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.ProgramCommand;
import dev.roundhouse.http.app.options.Words;
import dev.roundhouse.http.app.site.ContentOptions;
import dev.roundhouse.http.app.site.FieldOptions;
import dev.roundhouse.http.app.site.PageOptions;
import dev.roundhouse.http.app.site.RootOptions;
import dev.roundhouse.http.app.site.Site;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.transport.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Tells why a request is answered as it is. */
final class ExplainCommand extends ProgramCommand {
    /** How the result is written. */
    enum Format {
        text,
        json
    }

    private final Given<String> method = parameter(0, "METHOD", ExplainCommand::line, "GET, HEAD or any other.");

    private final Given<String> target = parameter(
            1, "PATH", ExplainCommand::line, "As it stands in a request, percent-encoded, perhaps with a query.");

    private final Given<List<String>> fields = option("-H", "--field", "NAME: VALUE", ExplainCommand::line)
            .describedAs("A field of the request. May be repeated. Host: localhost is added where it is missing.")
            .repeatable();

    private final Given<String> version = option("--http-version", "VERSION", ExplainCommand::line)
            .describedAs("Version of HTTP in the request line, as 1.0 or 1.1. Default: ${DEFAULT-VALUE}")
            .otherwise("1.1");

    private final Given<Format> format = option("--format", "FORMAT", Words.of(Format.class))
            .describedAs("text or json. Default: ${DEFAULT-VALUE}")
            .otherwise("text");

    private final RootOptions roots = new RootOptions();
    private final PageOptions pages = new PageOptions();
    private final ContentOptions content = new ContentOptions();
    private final FieldOptions answers = new FieldOptions();
    private final ListenOptions listen = new ListenOptions();
    private final LimitOptions limits = new LimitOptions();

    ExplainCommand() {
        super("explain");
    }

    @Override
    protected void introduce(UsageMessageSpec help) {
        help.abbreviateSynopsis(true)
                .description(
                        "Takes a request through the server without a network, and tells every decision on its way.")
                .footer(
                        "",
                        "Example: java -jar http-app.jar explain GET /about -H 'Accept-Encoding: br' --directory=site"
                                + " --clean-urls");
    }

    @Override
    protected List<OptionGroup> groups() {
        return List.of(roots, pages, content, answers, listen, limits, new ConfigOptions());
    }

    /** One line, since the next would be another field. */
    private static String line(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line end is no part of it; give --field once for each field");
        }
        return text;
    }

    @Override
    public Integer call() {
        Site site = new Site(roots, pages, content, answers);
        try {
            Service.Protocol protocol = Service.http1(
                    limits.limits(), Timeouts.DEFAULT, listen.serverHeader().value());
            Rehearsal rehearsal = Rehearsal.of(request(), site.rehearsed(listen.isLocal()), protocol);
            out().print(format.value() == Format.json ? RehearsalJson.of(rehearsal) : RehearsalText.of(rehearsal));
            out().flush();
            return 0;
        } catch (IOException failed) {
            throw new StartException("This cannot be explained: " + failed.getMessage(), failed);
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
