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
    void are_meant_when_they_are_named_or_asked_for(String line, boolean meant) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");

        assertEquals(meant, CommandLineFactory.needsAllCommands(args));
    }

    @Test
    void are_all_known_to_the_whole_program() {
        assertEquals(
                List.of("explain"),
                List.copyOf(Main.commandLine(Map.of()).getSubcommands().keySet()));
    }
}
