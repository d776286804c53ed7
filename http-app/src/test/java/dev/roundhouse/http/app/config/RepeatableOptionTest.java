package dev.roundhouse.http.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An option that somebody adds tomorrow, and that may be repeated, needs nothing but its annotation. */
class RepeatableOptionTest {
    @TempDir
    Path folder;

    private static List<String> heard = List.of();

    @Command(name = "any")
    static final class Any implements Callable<Integer> {
        @Option(names = "--add-header")
        private List<String> headers = List.of();

        @Override
        public Integer call() {
            heard = List.copyOf(headers);
            return 0;
        }
    }

    private static CommandLine parser() {
        CommandLine command = new CommandLine(new Any());
        ConfigOptions.addTo(command);
        return command;
    }

    private static List<String> run(Map<String, String> environment, String... args) {
        int exitCode = parser().setExecutionStrategy(new ConfiguredRun(environment, RepeatableOptionTest::parser))
                .execute(args);
        assertEquals(0, exitCode);
        return heard;
    }

    @Test
    void takes_one_value_a_line_from_the_environment() {
        assertEquals(List.of("A: b, c", "D: e"), run(Map.of("ROUNDHOUSE_ADD_HEADER", "A: b, c\nD: e\n")));
    }

    @Test
    void takes_a_list_from_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("a.conf"), "add-header = [\"A: b, c\", \"D: e\"]");

        assertEquals(List.of("A: b, c", "D: e"), run(Map.of(), "--config=" + file));
    }

    @Test
    void takes_one_value_from_a_file_without_brackets() throws IOException {
        Path file = Files.writeString(folder.resolve("a.conf"), "add-header = \"A: b\"");

        assertEquals(List.of("A: b"), run(Map.of(), "--config=" + file));
    }

    @Test
    void is_not_joined_with_what_the_command_line_says() {
        assertEquals(List.of("X: y"), run(Map.of("ROUNDHOUSE_ADD_HEADER", "A: b"), "--add-header=X: y"));
    }
}
