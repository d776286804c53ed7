package dev.roundhouse.http.app.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.Main;
import dev.roundhouse.http.app.architecture.SourceTree;
import dev.roundhouse.http.conformance.cli.ConformanceMain;
import dev.roundhouse.http.lab.cli.LabMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The options in the documents exist, and the examples of command lines are accepted. */
class DocumentedOptionsTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");
    private static final Pattern LITERAL = Pattern.compile("\"(--[a-z][a-z0-9-]*)\"");
    private static final Pattern PROGRAM = Pattern.compile("^(?:\\$ )?java -jar (?:http-app/target/)?http-app\\.jar ");

    /** The page of the changes names the former options, too. */
    private static final String CHANGES = "CHANGELOG.md";

    /** The page of the scenarios shows options without quotes, which are values of a line. */
    private static final String SCENARIOS = "docs/test-scenarios.md";

    /** Options of kubectl, npm, curl, certbot, lego, acme.sh and picocli's documentation. */
    private static final Set<String> OTHERS = Set.of(
            "--dry-run",
            "--no-save",
            "--prefix",
            "--compressed",
            "--key",
            "--cacert",
            "--http2-prior-knowledge",
            "--parallel",
            "--cert",
            "--webroot",
            "--path",
            "--http",
            "--issue",
            "--install-cert",
            "--key-file",
            "--fullchain-file");

    private final SourceTree tree = SourceTree.ofReactor();
    private final Set<String> serve = names(Main.commandLine(Map.of()));
    private final Set<String> explain =
            names(Main.commandLine(Map.of()).getSubcommands().get("explain"));

    private static Set<String> names(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        Set<String> names = new TreeSet<>(spec.optionsMap().keySet());
        names.addAll(spec.negatedOptionsMap().keySet());
        return names;
    }

    private static Set<String> found(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The options in the help of a program. */
    private static Set<String> help(Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        line.addAll(List.of(arguments));
        line.add("--help");
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return found(OPTION, 0, output);
    }

    private Set<String> optionsOfScripts() throws IOException {
        Set<String> options = new TreeSet<>();
        try (Stream<Path> files = Files.list(tree.resolve("benchmarks"))) {
            for (Path script :
                    files.filter(file -> file.toString().endsWith(".py")).toList()) {
                options.addAll(found(LITERAL, 1, Files.readString(script)));
            }
        }
        return options;
    }

    private static Stream<String> examples(MarkdownPage page) {
        return Stream.concat(
                page.inlineCode(),
                page.blocks().stream()
                        .filter(block -> Set.of("console", "text").contains(block.language()))
                        .flatMap(block -> block.lines().stream()));
    }

    @Test
    void every_named_option_exists() throws IOException, InterruptedException {
        Set<String> known = new TreeSet<>(OTHERS);
        known.addAll(serve);
        known.addAll(explain);
        known.addAll(help(LabMain.class));
        known.addAll(help(LabMain.class, "compare"));
        known.addAll(help(ConformanceMain.class));
        known.addAll(optionsOfScripts());
        assertTrue(known.size() >= 80, () -> "only " + known);

        List<String> missing = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            if (!page.path().equals(CHANGES)) {
                Set<String> options = found(OPTION, 0, examples(page).collect(Collectors.joining("\n")));
                named.addAll(options);
                options.removeAll(known);
                options.forEach(option -> missing.add(page.path() + ": " + option));
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(named.size() >= 60, () -> "only " + named);
    }

    @Test
    void commands_of_the_tools_have_options_of_the_tool() throws IOException, InterruptedException {
        Map<String, Set<String>> tools = Map.of(
                "http-lab.jar", union(help(LabMain.class), help(LabMain.class, "compare")),
                "http-conformance.jar", help(ConformanceMain.class));
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (String example : examples(page).toList()) {
                for (Map.Entry<String, Set<String>> tool : tools.entrySet()) {
                    if (example.contains(tool.getKey() + " ")) {
                        count++;
                        Set<String> options = found(OPTION, 0, example.replaceAll("'[^']*'", ""));
                        options.removeAll(tool.getValue());
                        options.forEach(option -> wrong.add(page.path() + ": " + example + ": " + option));
                    }
                }
            }
        }
        int seen = count;
        assertEquals(List.of(), wrong);
        assertTrue(seen >= 5, () -> "only " + seen + " commands");
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    @Test
    void every_example_of_a_command_line_is_accepted() throws IOException {
        List<String> rejected = new ArrayList<>();
        int count = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            if (Set.of(CHANGES, SCENARIOS).contains(page.path())) {
                continue;
            }
            for (String example : examples(page).filter(this::hasArguments).toList()) {
                count++;
                String failure = failureOf(example);
                if (!failure.isEmpty()) {
                    rejected.add(page.path() + ": " + example + ": " + failure);
                }
            }
        }
        int seen = count;
        assertEquals(List.of(), rejected);
        assertTrue(seen >= 30, () -> "only " + seen + " examples");
    }

    /** Whether a text starts the server, or consists of options of the server and their values. */
    private boolean hasArguments(String text) {
        if (text.contains("...")) {
            return false;
        }
        Set<String> options = found(OPTION, 0, text);
        return PROGRAM.matcher(text).find()
                || (text.startsWith("--")
                        && text.matches("\\S+[= ].+")
                        && (serve.containsAll(options) || explain.containsAll(options)));
    }

    /** Why the options are rejected; empty if they are accepted. The documents write placeholders in capitals. */
    private String failureOf(String example) {
        String arguments = PROGRAM.matcher(example.replace("\\|", "|"))
                .replaceFirst("")
                .replace("PORT", "8080")
                .replaceFirst(" +#.*", "");
        List<String> words = new ArrayList<>(new ConsoleCommand(arguments, List.of()).words());
        if (words.get(0).startsWith("--") && !serve.containsAll(found(OPTION, 0, arguments))) {
            words.addAll(0, List.of("explain", "GET", "/"));
        }
        try {
            Main.commandLine(Map.of()).parseArgs(words.toArray(String[]::new));
            return "";
        } catch (ParameterException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void wrong_examples_are_found() {
        assertTrue(hasArguments("--port=80"));
        assertTrue(hasArguments("java -jar http-app.jar --missing"));
        assertTrue(!hasArguments("--port"));
        assertTrue(!hasArguments("--missing=1"));
        assertEquals("", failureOf("--port 80 --bind '0.0.0.0'"));
        assertTrue(failureOf("java -jar http-app.jar --missing").contains("--missing"));
        assertTrue(failureOf("--port=none").contains("none"));
    }
}
