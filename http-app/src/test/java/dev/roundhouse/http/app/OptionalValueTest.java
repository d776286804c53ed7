package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.OptionNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option with an optional value is also a switch. */
class OptionalValueTest {
    @TempDir
    Path tempDirectory;

    static List<OptionSpec> options() {
        List<OptionSpec> options = Main.commandLine(Map.of()).getCommandSpec().options().stream()
                .filter(option -> option.arity().min() == 0 && option.arity().max() == 1)
                .filter(option -> !option.fallbackValue().isEmpty())
                .toList();
        assertTrue(options.stream().anyMatch(option -> option.longestName().equals("--spa")));
        assertTrue(options.stream().anyMatch(option -> option.longestName().equals("--cors")));
        return options;
    }

    private static Object value(OptionSpec option, String... arguments) {
        CommandLine command = Main.commandLine(Map.of());
        command.parseArgs(arguments);
        Object value = command.getCommandSpec().findOption(option.longestName()).getValue();
        return String.valueOf(value);
    }

    @ParameterizedTest
    @MethodSource("options")
    void value_may_be_true_or_false(OptionSpec option) {
        String name = option.longestName();
        Object bare = value(option, name);

        assertEquals(bare, value(option, name + "=true"));
        assertEquals(bare, value(option, name + "=True"));
        assertEquals(value(option), value(option, name + "=false"));
        assertNotEquals(value(option), bare);
    }

    @ParameterizedTest
    @MethodSource("options")
    void value_may_be_true_or_false_in_environment_and_file(OptionSpec option) throws IOException {
        String key = OptionNames.of(option).key();
        for (String word : List.of("true", "false")) {
            assertTrue(printed(Map.of(OptionNames.of(option).variable(), word))
                    .contains(key + " = " + word + "  # environment"));
            for (String name : List.of("a.conf", "a.json", "a.properties")) {
                String text = name.endsWith("json") ? "{\"" + key + "\": " + word + "}" : key + " = " + word;
                Path file = Files.writeString(tempDirectory.resolve(name), text);
                assertTrue(printed(Map.of(), "--config=" + file).contains(key + " = " + word + "  # "), name);
            }
        }
    }

    private static String printed(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine(environment).setOut(new PrintWriter(out, true));
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--print-config";
        assertEquals(0, command.execute(all));
        return out.toString();
    }
}
