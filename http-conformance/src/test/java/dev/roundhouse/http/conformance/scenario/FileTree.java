package dev.roundhouse.http.conformance.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Creates the files of the file scenarios from a text; {@code docs/test-scenarios.md} describes the format. */
final class FileTree {
    private static final Pattern FILE = Pattern.compile("(\\S+)(?: @ (\\S+ \\S+ \\S+ \\S+ \\S+ GMT))? = ?(.*)");
    private static final Pattern LINK = Pattern.compile("(\\S+) -> (\\S+)");
    private static final Pattern DIRECTORY = Pattern.compile("(\\S+)/");

    /** The date of the examples in RFC 9110 §5.6.7. */
    private static final FileTime MODIFIED = FileTime.from(Instant.parse("1994-11-06T08:49:37Z"));

    private final Path root;

    private FileTree(Path root) {
        this.root = root;
    }

    /** Creates the files in an empty directory. */
    static void create(List<String> lines, Path root) throws IOException {
        FileTree tree = new FileTree(root);
        for (String line : lines) {
            if (!line.startsWith("#") && !line.isBlank()) {
                tree.createEntry(line);
            }
        }
        tree.dateDirectories();
    }

    private void createEntry(String line) throws IOException {
        Matcher file = FILE.matcher(line);
        Matcher link = LINK.matcher(line);
        Matcher directory = DIRECTORY.matcher(line);
        if (file.matches()) {
            Path created = Files.write(
                    prepare(file.group(1)),
                    Notation.REFERENCE.decode(file.group(3)).getBytes(StandardCharsets.ISO_8859_1));
            Files.setLastModifiedTime(created, file.group(2) == null ? MODIFIED : time(file.group(2)));
        } else if (link.matches()) {
            Files.createSymbolicLink(prepare(link.group(1)), Path.of(name(link.group(2))));
        } else if (directory.matches()) {
            Files.createDirectories(prepare(directory.group(1)));
        } else {
            throw new IllegalArgumentException("not a file, a link or a directory: " + line);
        }
    }

    private Path prepare(String name) throws IOException {
        Path path = root.resolve(name(name));
        Files.createDirectories(path.getParent());
        return path;
    }

    /** Names are UTF-8. */
    private static String name(String written) {
        byte[] bytes = Notation.REFERENCE.decode(written).getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static FileTime time(String date) {
        return FileTime.from(
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }

    /** Runs last and deepest first: creating an entry changes the time of its directory. */
    private void dateDirectories() throws IOException {
        List<Path> directories = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).forEach(directories::add);
        }
        for (Path directory : directories) {
            Files.setLastModifiedTime(directory, MODIFIED);
        }
    }
}
