package dev.roundhouse.http.app.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.app.architecture.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the documents work. A block of the kind {@code console} has commands, in lines that begin with {@code $}, and
 * their output, in which {@code ...} stands for any text; each command must be known here, and so must commands of the build in
 * the text. A block of the kind {@code text} is an example of a file, of output, or of commands that no build can run.
 */
@Tag("java-independent")
class DocumentedCommandsTest {
    private static final Set<String> KINDS = Set.of("console", "text", "java", "http", "nginx", "mermaid");

    /** A command in the text of a page. A script without arguments is only named. */
    private static final Pattern INLINE_COMMAND = Pattern.compile(
            "^(?:\\./mvnw|python3 benchmarks/\\S+|\\./fuzz\\.sh|build-checks/\\S+\\.sh|operations/\\S+\\.sh) ");

    private final Path root = SourceTree.ofReactor().resolve("");

    private final Map<String, String> helpByScript = new HashMap<>();

    @TempDir
    Path directory;

    private static List<String> blocksOfNoKind(List<MarkdownPage> pages) {
        List<String> wrong = new ArrayList<>();
        for (MarkdownPage page : pages) {
            page.blocks().stream()
                    .filter(block -> !KINDS.contains(block.language()))
                    .forEach(block -> wrong.add(page.path() + ": " + block.language() + ": " + block.content()));
        }
        return wrong;
    }

    @Test
    void every_block_has_a_kind() throws IOException {
        List<MarkdownPage> pages = MarkdownPage.all();
        long count = pages.stream().mapToLong(page -> page.blocks().size()).sum();
        assertTrue(count >= 30, () -> "only " + count + " blocks");
        assertEquals(List.of(), blocksOfNoKind(pages));
    }

    @Test
    void block_without_a_kind_is_found() {
        MarkdownPage page = new MarkdownPage("a.md", "Text\n```\n./mvnw verify\n```\n```text\n$ any\n```\n");
        assertEquals(List.of("a.md: : ./mvnw verify\n"), blocksOfNoKind(List.of(page)));
    }

    @TestFactory
    Stream<DynamicTest> command_works() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Block block : page.blocks("console")) {
                for (ConsoleCommand command : ConsoleCommand.of(block.lines())) {
                    tests.add(DynamicTest.dynamicTest(page.path() + ": " + command.line(), () -> check(command)));
                }
            }
            page.inlineCode()
                    .filter(code -> INLINE_COMMAND.matcher(code).find())
                    .map(code -> new ConsoleCommand(code, List.of()))
                    .forEach(command -> tests.add(
                            DynamicTest.dynamicTest(page.path() + ": " + command.line(), () -> check(command))));
        }
        assertTrue(tests.size() >= 20, () -> "only " + tests.size() + " commands");
        return tests.stream();
    }

    @Test
    void unknown_command_is_found() {
        assertEquals("unknown command", failureOf("rm -rf /"));
        assertTrue(failureOf("./mvnw -Pmissing verify").contains("missing"));
        assertTrue(failureOf("./mvnw verify -pl http-missing").contains("http-missing"));
        assertTrue(failureOf("java -jar http-missing/target/http-missing.jar").contains("http-missing"));
        assertTrue(failureOf("build-checks/missing.sh").contains("missing.sh"));
    }

    private String failureOf(String line) {
        try {
            check(new ConsoleCommand(line, List.of()));
            return "none";
        } catch (AssertionError | IOException | InterruptedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void check(ConsoleCommand command) throws IOException, InterruptedException {
        List<String> words = command.words();
        if (words.get(0).equals("./mvnw")) {
            checkMaven(words);
        } else if (words.get(0).equals("java")) {
            checkProgram(command);
        } else if (words.get(0).equals("python3")) {
            checkPython(words);
        } else if (words.get(0).matches("[a-z.-]+/[a-z./-]*\\.sh")) {
            checkScript(words.get(0));
        } else {
            throw new AssertionError("unknown command");
        }
    }

    /** Maven runs this test, so that phases need no check; modules, profiles and plugins do. */
    private void checkMaven(List<String> words) throws IOException {
        String pom = Files.readString(root.resolve("pom.xml"));
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("-D")) {
                assertTrue(word.matches("-D[a-zA-Z.]+(=.+)?"), () -> "no property: " + word);
            } else if (word.startsWith("-P")) {
                assertTrue(pom.contains("<id>" + word.substring(2) + "</id>"), () -> "no profile: " + word);
            } else if (word.startsWith("http-")) {
                assertTrue(pom.contains("<module>" + word + "</module>"), () -> "no module: " + word);
            } else if (word.contains(":")) {
                String plugin = word.substring(0, word.indexOf(':'));
                assertTrue(
                        pom.contains(plugin + "-maven-plugin<") || pom.contains(plugin + "-maven<"),
                        () -> "no plugin: " + word);
            } else {
                assertTrue(word.matches("-[a-zA-Z].*|package|verify|install|test-compile"), () -> "unknown: " + word);
            }
        }
    }

    /** Runs the program from the classes of the build instead of its jar, which does not exist yet. */
    private void checkProgram(ConsoleCommand command) throws IOException, InterruptedException {
        List<String> words = command.words();
        assertEquals(List.of("-jar", "http-app/target/http-app.jar"), words.subList(1, Math.min(3, words.size())));
        List<String> arguments = words.subList(3, words.size());
        boolean isServer = arguments.isEmpty() || arguments.get(0).startsWith("-");
        String output = isServer ? serve(arguments) : run(arguments);
        if (!command.output().isEmpty()) {
            String shown =
                    output.replace(root.toString(), "/home/me/roundhouse").replace("(unpackaged)", "0.1.0-SNAPSHOT");
            assertTrue(command.matches(shown), () -> "the output is:\n" + shown);
        }
    }

    private ProcessBuilder program(List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + directory));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.roundhouse.http.app.Main"));
        line.addAll(arguments);
        return new ProcessBuilder(line).directory(root.toFile()).redirectErrorStream(true);
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        Process process = program(arguments).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    /** Starts the server on a free port, requests its root, and shuts it down; its output, with the port of the document. */
    private String serve(List<String> arguments) throws IOException, InterruptedException {
        List<String> onFreePort = new ArrayList<>(arguments);
        onFreePort.add("--port=0");
        Path output = directory.resolve("output.txt");
        Process process = program(onFreePort).redirectOutput(output.toFile()).start();
        try {
            String port = ServedOutput.awaitPort(process, output);
            assertEquals(200, ServedOutput.status(port));
            process.destroy();
            assertEquals(0, process.waitFor(), () -> ServedOutput.read(output));
            return ServedOutput.read(output).replace(":" + port + "/", ":8080/");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The options of the command are those of the script. */
    private void checkPython(List<String> words) throws IOException, InterruptedException {
        String script = words.get(1);
        assertTrue(Files.isRegularFile(root.resolve(script)), () -> "no script: " + script);
        assumeTrue(canStart("python3", "--version"), "python3 is not installed");
        String help = helpOfScript(script);
        Set<String> unknown = words.stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.replaceFirst("=.*", ""))
                .filter(option -> !Pattern.compile("(^|[\\s,\\[])" + option + "\\b")
                        .matcher(help)
                        .find())
                .collect(Collectors.toSet());
        assertEquals(Set.of(), unknown);
    }

    private String helpOfScript(String script) throws IOException, InterruptedException {
        String known = helpByScript.get(script);
        if (known != null) {
            return known;
        }
        Process process = new ProcessBuilder("python3", script, "--help")
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), help);
        helpByScript.put(script, help);
        return help;
    }

    private void checkScript(String script) throws IOException, InterruptedException {
        Path file = root.resolve(script);
        assertTrue(Files.isExecutable(file), () -> "no script: " + script);
        assumeTrue(canStart("sh", "-c", "true"), "sh is not installed");
        String shell = Files.readString(file).startsWith("#!/bin/sh") ? "sh" : "bash";
        Process process =
                new ProcessBuilder(shell, "-n", file.toString()).inheritIO().start();
        assertEquals(0, process.waitFor());
    }

    private static boolean canStart(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
