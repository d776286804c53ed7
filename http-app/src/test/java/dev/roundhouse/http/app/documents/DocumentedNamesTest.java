package dev.roundhouse.http.app.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.architecture.JavaSource;
import dev.roundhouse.http.app.architecture.JavaSource.DeclaredType;
import dev.roundhouse.http.app.architecture.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The types, members and files that the documents name exist, and their links lead to files. */
class DocumentedNamesTest {
    /** A type of at least two words in camel case, with or without a member: the names of HTTP headers have hyphens. */
    private static final Pattern TYPE =
            Pattern.compile("([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)(?:[.#]([a-z][A-Za-z0-9_]*)(?:\\(.*\\))?)?");

    private static final Pattern FILE =
            Pattern.compile("(?:[A-Za-z0-9_.-]+/)+[A-Za-z0-9_-]+\\.(?:java|md|py|sh|jte|css|http|xml)");

    private static final List<String> JDK_PACKAGES = List.of(
            "java.lang",
            "java.util",
            "java.util.concurrent",
            "java.io",
            "java.net",
            "java.nio",
            "java.nio.channels",
            "java.nio.file",
            "java.math",
            "java.time");

    /** A page about the types of other servers. */
    private static final String PEERS = "benchmarks/peers/README.md";

    /** Names of other projects and of settings. */
    private static final Set<String> OTHERS = Set.of(
            "CompileThresholdScaling",
            "ExecReload",
            "ExecStart",
            "RestartPreventExitStatus",
            "TimeoutStopSec",
            "LimitNOFILE",
            "RedirectMatch",
            "IDefaultValueProvider",
            "VmRSS");

    private final SourceTree tree = SourceTree.ofReactor();
    private final Map<String, String> textByType = new TreeMap<>();

    DocumentedNamesTest() {
        for (JavaSource source : JavaSource.ofReactor()) {
            for (DeclaredType type : source.types()) {
                textByType.put(type.name(), source.file().text());
            }
        }
    }

    @Test
    void every_named_type_and_member_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        int count = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            if (page.path().equals(PEERS)) {
                continue;
            }
            List<String> names = page.inlineCode()
                    .map(code -> code.replaceFirst("\\.java$", ""))
                    .filter(code -> TYPE.matcher(code).matches())
                    .toList();
            count += names.size();
            names.stream().filter(name -> !exists(name)).forEach(name -> missing.add(page.path() + ": " + name));
        }
        int seen = count;
        assertTrue(seen >= 120, () -> "only " + seen + " names");
        assertEquals(List.of(), missing);
    }

    private boolean exists(String name) {
        Matcher parts = TYPE.matcher(name);
        if (!parts.matches()) {
            return false;
        }
        String type = parts.group(1);
        String member = parts.group(2);
        if (OTHERS.contains(type)) {
            return true;
        }
        if (!textByType.containsKey(type)) {
            return JDK_PACKAGES.stream().anyMatch(packageName -> isClass(packageName + "." + type));
        }
        return member == null
                || Pattern.compile("\\b" + member + "\\b")
                        .matcher(textByType.get(type))
                        .find();
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void every_named_file_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        int count = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            List<String> files = page.inlineCode()
                    .filter(code -> FILE.matcher(code).matches())
                    .filter(file -> !file.contains("target/"))
                    .toList();
            count += files.size();
            files.stream().filter(file -> !isFile(page, file)).forEach(file -> missing.add(page.path() + ": " + file));
        }
        int seen = count;
        assertTrue(seen >= 40, () -> "only " + seen + " files");
        assertEquals(List.of(), missing);
    }

    /** A file is named from the root, from the page, from the package of a module, or as a scenario of the corpus. */
    private boolean isFile(MarkdownPage page, String file) {
        String corpus = "http-conformance/src/main/resources/dev/roundhouse/http/conformance/corpus/";
        Stream<Path> places = Stream.of(
                tree.resolve(file),
                tree.resolve(page.path()).resolveSibling(file),
                tree.resolve(corpus + file),
                tree.resolve(file.replaceFirst("/", "/src/main/java/dev/roundhouse/http/")));
        return places.anyMatch(Files::isRegularFile);
    }

    /** The table names each reason as {@code explain} prints it, without the option that it adds. */
    @Test
    void every_reason_of_a_404_is_a_message_of_the_code() throws IOException {
        String page = MarkdownPage.read("docs/serving.md").text();
        String table = page.substring(page.indexOf("| `result` | cause |"), page.indexOf("The exit code of `explain`"));
        List<String> reasons = table.lines()
                .skip(2)
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1].strip())
                .toList();
        assertTrue(reasons.size() >= 7, reasons::toString);
        List<String> missing = reasons.stream()
                .filter(reason -> textByType.values().stream().noneMatch(text -> text.contains(reason)))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void missing_names_are_found() {
        assertTrue(exists("DocumentedNamesTest"));
        assertTrue(exists("DocumentedNamesTest#missing_names_are_found"));
        assertTrue(exists("FileChannel.transferTo"));
        assertTrue(!exists("DocumentedNamesTest.missing" + "Member"));
        assertTrue(!exists("MissingTypeOfThisTest"));
        assertTrue(!isFile(new MarkdownPage("docs/page.md", ""), "http-app/Missing.java"));
    }
}
