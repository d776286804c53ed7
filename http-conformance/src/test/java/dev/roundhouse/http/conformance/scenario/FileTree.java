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

/** Makes the files that conversations are about, from a text that people can read: {@code docs/test-scenarios.md}. */
final class FileTree {
    private static final Pattern FILE = Pattern.compile("(\\S+)(?: @ (\\S+ \\S+ \\S+ \\S+ \\S+ GMT))? = ?(.*)");
    private static final Pattern LINK = Pattern.compile("(\\S+) -> (\\S+)");
    private static final Pattern DIRECTORY = Pattern.compile("(\\S+)/");

    /** The moment of the examples in RFC 9110 §5.6.7. */
    private static final FileTime CHANGED = FileTime.from(Instant.parse("1994-11-06T08:49:37Z"));

    private final Path top;

    private FileTree(Path top) {
        this.top = top;
    }

    /** Makes them in an empty directory. */
    static void plant(List<String> lines, Path top) throws IOException {
        FileTree tree = new FileTree(top);
        for (String line : lines) {
            if (!line.startsWith("#") && !line.isBlank()) {
                tree.line(line);
            }
        }
        tree.dateDirectories();
    }

    private void line(String line) throws IOException {
        Matcher file = FILE.matcher(line);
        Matcher link = LINK.matcher(line);
        Matcher directory = DIRECTORY.matcher(line);
        if (file.matches()) {
            Path written = Files.write(
                    place(file.group(1)),
                    Notation.REFERENCE.decode(file.group(3)).getBytes(StandardCharsets.ISO_8859_1));
            Files.setLastModifiedTime(written, file.group(2) == null ? CHANGED : time(file.group(2)));
        } else if (link.matches()) {
            Files.createSymbolicLink(place(link.group(1)), Path.of(name(link.group(2))));
        } else if (directory.matches()) {
            Files.createDirectories(place(directory.group(1)));
        } else {
            throw new IllegalArgumentException("neither a file, a link nor a directory: " + line);
        }
    }

    private Path place(String path) throws IOException {
        Path place = top.resolve(name(path));
        Files.createDirectories(place.getParent());
        return place;
    }

    /** The octets of a name are UTF-8. */
    private static String name(String written) {
        byte[] bytes = Notation.REFERENCE.decode(written).getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static FileTime time(String date) {
        return FileTime.from(
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }

    /** Last, and from the deepest: whoever writes into a directory changes it. */
    private void dateDirectories() throws IOException {
        List<Path> directories = new ArrayList<>();
        try (Stream<Path> all = Files.walk(top)) {
            all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).forEach(directories::add);
        }
        for (Path directory : directories) {
            Files.setLastModifiedTime(directory, CHANGED);
        }
    }
}
