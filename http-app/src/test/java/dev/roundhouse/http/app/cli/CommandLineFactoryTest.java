package dev.roundhouse.http.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.app.Main;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineFactoryTest {
    @ParameterizedTest
    @CsvSource({
        "'', false",
        "--port 8080, false",
        "--directory=site, false",
        "explain GET /, true",
        "--port 8080 explain, true",
        "--help, true",
        "--port 8080 -h, true",
        "explian GET /, true",
    })
    void other_commands_are_added_only_if_arguments_may_name_one(String line, boolean meant) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");

        assertEquals(meant, CommandLineFactory.hasCommandOrHelp(args));
    }

    @Test
    void full_command_line_has_all_commands() {
        assertEquals(
                List.of("explain"),
                List.copyOf(Main.commandLine(Map.of()).getSubcommands().keySet()));
    }

    @Test
    void value_of_an_option_may_be_the_name_of_a_command() {
        assertEquals("explain", directory("--directory=explain"));
        assertEquals("explain", directory("--directory", "explain"));
    }

    private static String directory(String... args) {
        return CommandLineFactory.allCommands()
                .parseArgs(args)
                .matchedOption("--directory")
                .stringValues()
                .get(0);
    }
}
