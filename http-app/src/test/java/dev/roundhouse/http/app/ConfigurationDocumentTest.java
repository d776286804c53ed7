package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.OptionNames;
import dev.roundhouse.http.cli.GroupedHelp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The tables of options in the documentation are generated from the options. */
class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final String MARK =
            "<!-- What follows is drawn from the options, by ConfigurationDocumentTest. -->\n";

    private static String tables() {
        CommandSpec command = Main.commandLine(Map.of()).getCommandSpec();
        List<OptionSpec> settable = OptionNames.settable(command);
        StringBuilder text = new StringBuilder(MARK);
        GroupedHelp.groups(command).forEach((heading, options) -> {
            text.append("\n## ")
                    .append(heading)
                    .append("\n\n| option | variable | default | meaning |\n|---|---|---|---|\n");
            options.stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> text.append(row(option, settable.contains(option))));
        });
        return text.toString();
    }

    private static String row(OptionSpec option, boolean settable) {
        String names = "`" + String.join("`, `", option.names()) + "`"
                + (option.paramLabel().equals("PARAM") || option.arity().max() == 0 ? "" : " " + option.paramLabel());
        String fallback = Optional.ofNullable(option.defaultValue())
                .map(value -> "`" + value + "`")
                .orElse("");
        String meaning = String.join(" ", option.description()).replaceFirst(" Default: \\S+$", "");
        String variable = settable ? "`" + OptionNames.of(option).variable() + "`" : "";
        return "| " + names + " | " + variable + " | " + fallback + " | " + meaning.replace("|", "\\|") + " |\n";
    }

    @Test
    void generated_document_is_up_to_date() throws IOException {
        String text = Files.readString(DOCUMENT);
        int mark = text.indexOf(MARK);
        assertTrue(mark > 0, "the mark is missing from " + DOCUMENT);
        String expected = text.substring(0, mark) + tables();
        if (Boolean.getBoolean("configuration.rewrite")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertEquals(
                expected,
                Files.readString(DOCUMENT),
                DOCUMENT + " is stale: run the tests with -Dconfiguration.rewrite=true");
    }

    @Test
    void every_option_has_a_description() {
        Main.commandLine(Map.of())
                .getCommandSpec()
                .options()
                .forEach(option -> assertTrue(option.description().length > 0, option.longestName()));
    }
}
