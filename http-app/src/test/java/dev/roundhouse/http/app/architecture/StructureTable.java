package dev.roundhouse.http.app.architecture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Prints the measures of {@link Structure}, the words of the list and the size of the jar as a table, with a column for each
 * directory that holds a source tree. build-checks/structure.sh runs it for revisions of the repository.
 */
final class StructureTable {
    /** What is measured of one source tree. */
    private record Column(String title, Structure structure, int words, long jarSize) {}

    private final List<Column> columns = new ArrayList<>();
    private final Vocabulary vocabulary;

    private StructureTable(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Takes the file of the words, then pairs of a title and the directory of a source tree. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        StructureTable table = new StructureTable(Vocabulary.parse(Files.readString(Path.of(args[0]))));
        for (int i = 1; i + 1 < args.length; i += 2) {
            table.add(args[i], Path.of(args[i + 1]));
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        table.lines().forEach(out::println);
    }

    private void add(String title, Path directory) throws IOException {
        List<SourceFile> files = new SourceTree(directory).files();
        int words = files.stream()
                .filter(file -> !vocabulary.skips(file))
                .mapToInt(file -> vocabulary.findings(file).size())
                .sum();
        Path jar = directory.resolve("http-app/target/http-app.jar");
        long jarSize = Files.exists(jar) ? Files.size(jar) : 0;
        columns.add(new Column(title, Structure.of(files), words, jarSize));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("", Column::title));
        lines.add(row("---", column -> "---:"));
        lines.add(row(
                "duplicate simple type names",
                column -> count(column.structure().duplicateNames())));
        lines.add(row("words of the list", column -> Integer.toString(column.words())));
        lines.add(
                row("methods above 40 lines", column -> count(column.structure().longMethods())));
        lines.add(row(
                "main files above 400 lines", column -> count(column.structure().longFiles())));
        lines.add(row(
                "packages above 25 types", column -> count(column.structure().largePackages())));
        lines.add(row("types of the largest package", column -> largest(column.structure())));
        lines.add(row("size of http-app.jar", column -> megabytes(column.jarSize())));
        lines.addAll(rows("public types of ", Structure::publicTypesPerModule));
        lines.addAll(rows("exported types of ", Structure::exportedTypesPerModule));
        lines.addAll(rows("types in ", Structure::typesPerPackage));
        return lines;
    }

    private List<String> rows(String title, Function<Structure, Map<String, Long>> measure) {
        return keys(measure).stream()
                .map(key -> row(
                        title + key,
                        column ->
                                String.valueOf(measure.apply(column.structure()).getOrDefault(key, 0L))))
                .toList();
    }

    private TreeSet<String> keys(Function<Structure, Map<String, Long>> measure) {
        TreeSet<String> keys = new TreeSet<>();
        columns.forEach(column -> keys.addAll(measure.apply(column.structure()).keySet()));
        return keys;
    }

    private String row(String title, Function<Column, String> value) {
        String cells = String.join(" | ", columns.stream().map(value).toList());
        return "| " + title + " | " + cells + " |";
    }

    private static String count(List<String> findings) {
        return Integer.toString(findings.size());
    }

    private static String largest(Structure structure) {
        return structure.typesPerPackage().values().stream()
                .max(Long::compare)
                .map(String::valueOf)
                .orElse("0");
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "not built" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
