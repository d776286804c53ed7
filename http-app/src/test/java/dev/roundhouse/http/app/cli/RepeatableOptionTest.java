package dev.roundhouse.http.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A new repeatable option works in every source without further code. */
class RepeatableOptionTest {
    @TempDir
    Path directory;

    private static List<String> lastValues = List.of();

    private static final class NoOpCommand extends CliCommand {
        private final OptionValue<List<String>> headers = option("--add-header", "LINE", Function.identity())
                .description("A line.")
                .repeatable();

        NoOpCommand() {
            super("any");
        }

        @Override
        protected void describeUsage(UsageMessageSpec help) {
            help.description("Any command.");
        }

        @Override
        protected List<OptionGroup> groups() {
            return List.of(new ConfigOptions());
        }

        @Override
        public Integer call() {
            lastValues = headers.value();
            return 0;
        }
    }

    private static CommandLine parser() {
        return new NoOpCommand().toCommandLine(() -> new String[] {});
    }

    private static List<String> run(Map<String, String> environment, String... args) {
        int exitCode = parser().setExecutionStrategy(
                        new ConfiguredExecutionStrategy(environment, RepeatableOptionTest::parser))
                .execute(args);
        assertEquals(0, exitCode);
        return lastValues;
    }

    @Test
    void environment_variable_has_one_value_per_line() {
        assertEquals(List.of("A: b, c", "D: e"), run(Map.of("ROUNDHOUSE_ADD_HEADER", "A: b, c\nD: e\n")));
    }

    @Test
    void file_may_contain_a_list() throws IOException {
        Path file = Files.writeString(directory.resolve("a.conf"), "add-header = [\"A: b, c\", \"D: e\"]");

        assertEquals(List.of("A: b, c", "D: e"), run(Map.of(), "--config=" + file));
    }

    @Test
    void file_may_contain_a_single_value() throws IOException {
        Path file = Files.writeString(directory.resolve("a.conf"), "add-header = \"A: b\"");

        assertEquals(List.of("A: b"), run(Map.of(), "--config=" + file));
    }

    @Test
    void values_are_not_joined_with_those_of_the_command_line() {
        assertEquals(List.of("X: y"), run(Map.of("ROUNDHOUSE_ADD_HEADER", "A: b"), "--add-header=X: y"));
    }
}
