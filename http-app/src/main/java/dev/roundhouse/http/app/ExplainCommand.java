package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.app.config.Values;
import dev.roundhouse.http.app.explain.Rehearsal;
import dev.roundhouse.http.app.explain.RehearsalJson;
import dev.roundhouse.http.app.explain.RehearsalText;
import dev.roundhouse.http.app.site.ContentOptions;
import dev.roundhouse.http.app.site.FieldOptions;
import dev.roundhouse.http.app.site.PageOptions;
import dev.roundhouse.http.app.site.RootOptions;
import dev.roundhouse.http.app.site.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells why a request is answered as it is. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        abbreviateSynopsis = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Takes a request through the server without a network, and tells every decision on its way.",
        footer = {
            "",
            "Example: java -jar http-app.jar explain GET /about -H 'Accept-Encoding: br' --directory=site --clean-urls"
        })
final class ExplainCommand implements Callable<Integer> {
    /** How the result is written. */
    enum Format {
        text,
        json
    }

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "METHOD", converter = Line.class, description = "GET, HEAD or any other.")
    private String method;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            converter = Line.class,
            description = "As it stands in a request, percent-encoded, perhaps with a query.")
    private String target;

    @Option(
            names = {"-H", "--field"},
            paramLabel = "NAME: VALUE",
            converter = Line.class,
            description = "A field of the request. May be repeated. Host: localhost is added where it is missing.")
    private List<String> fields = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Mixin
    private RootOptions roots;

    @Mixin
    private PageOptions pages;

    @Mixin
    private ContentOptions content;

    @Mixin
    private FieldOptions answers;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private LimitOptions limits;

    /** One line, since the next would be another field. */
    static final class Line extends Values<String> {
        Line() {
            super(Line::parse);
        }

        private static String parse(String text) {
            if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a line end is no part of it; give --field once for each field");
            }
            return text;
        }
    }

    @Override
    public Integer call() {
        Site site = new Site(roots, pages, content, answers);
        try {
            Rehearsal rehearsal = Rehearsal.of(
                    request(),
                    site.rehearsed(listen.isLocal()),
                    limits.limits(),
                    listen.serverHeader().value(),
                    InstantSource.system());
            PrintWriter out = spec.commandLine().getOut();
            out.print(format == Format.json ? RehearsalJson.of(rehearsal) : RehearsalText.of(rehearsal));
            out.flush();
            return 0;
        } catch (IOException failed) {
            throw new StartException("This cannot be explained: " + failed.getMessage(), failed);
        }
    }

    private List<String> request() {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + target + " HTTP/1.1");
        if (fields.stream().noneMatch(field -> field.regionMatches(true, 0, "host:", 0, "host:".length()))) {
            lines.add("Host: localhost");
        }
        lines.addAll(fields);
        return lines;
    }
}
