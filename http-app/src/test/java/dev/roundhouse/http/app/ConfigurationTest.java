package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Options from the command line, the environment and files. */
class ConfigurationTest {
    private static final Map<String, String> NOTHING = Map.of();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(Map<String, String> environment, String... args) {
        CommandLine command = Main.commandLine(environment);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private String print(Map<String, String> environment, String... args) {
        String[] all = java.util.Arrays.copyOf(args, args.length + 1);
        all[args.length] = "--print-config";
        assertEquals(0, run(environment, all), err::toString);
        return out.toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private void assertRefused(int exitCode, String... parts) {
        assertEquals(2, exitCode);
        String text = err.toString();
        assertEquals(1, text.lines().count(), text);
        assertFalse(text.contains("Exception"), text);
        for (String part : parts) {
            assertTrue(text.contains(part), text);
        }
    }

    private static void assertHas(String line, String text) {
        assertTrue(text.lines().anyMatch(line::equals), text);
    }

    @Test
    void without_other_sources_the_defaults_hold() {
        String text = print(NOTHING);

        assertHas("port = 8080  # default", text);
        assertHas("# health-path = (not set)", text);
    }

    @Test
    void environment_variables_are_applied() {
        assertHas("max-body = 2MiB  # environment ROUNDHOUSE_MAX_BODY", print(Map.of("ROUNDHOUSE_MAX_BODY", "2MiB")));
    }

    @Test
    void other_variables_and_empty_ones_do_not_matter() {
        assertHas("port = 8080  # default", print(Map.of("PORT", "1", "ROUNDHOUSE_PORT", "")));
    }

    @ParameterizedTest
    @CsvSource({"a.conf, port = 81", "a.json, '{\"port\": 81}'", "a.properties, port=81", "without-ending, port: 81"})
    void config_file_is_applied(String name, String text) throws IOException {
        String file = file(name, "\n" + text);

        String printed = print(NOTHING, "--config", file);
        assertTrue(printed.contains("port = 81  # " + file), printed);
    }

    @Test
    void the_environment_may_name_the_file() throws IOException {
        String file = file("a.conf", "max-headers = 5");

        assertHas("max-headers = 5  # " + file + " line 1", print(Map.of("ROUNDHOUSE_CONFIG", file)));
    }

    @Test
    void the_command_line_wins_over_the_environment_and_that_over_the_file() throws IOException {
        String file = file("a.conf", "port = 1\nmax-body = 1k\nmax-headers = 3");
        Map<String, String> environment = Map.of("ROUNDHOUSE_PORT", "2", "ROUNDHOUSE_MAX_BODY", "2k");

        String text = print(environment, "--config=" + file, "--port=3");
        assertHas("port = 3  # command line", text);
        assertHas("max-body = 2k  # environment ROUNDHOUSE_MAX_BODY", text);
        assertHas("max-headers = 3  # " + file + " line 3", text);
    }

    @Test
    void a_short_name_on_the_command_line_counts_as_the_long_one() {
        assertHas("port = 3  # command line", print(Map.of("ROUNDHOUSE_PORT", "2"), "-p", "3"));
    }

    @Test
    void a_switch_is_true_or_false() throws IOException {
        String file = file("a.conf", "quiet = true");

        assertHas(
                "quiet = false  # environment ROUNDHOUSE_QUIET",
                print(Map.of("ROUNDHOUSE_QUIET", "false"), "--config", file));
    }

    @Test
    void a_value_is_taken_as_it_is() {
        String text = print(Map.of("ROUNDHOUSE_DIRECTORY", "${user.home}/@x \"y\" \\ #"));

        assertHas("directory = \"${user.home}/@x \\\"y\\\" \\\\ #\"  # environment ROUNDHOUSE_DIRECTORY", text);
    }

    @Test
    void what_is_printed_is_a_configuration_file() throws IOException {
        String first = print(Map.of("ROUNDHOUSE_DIRECTORY", "a \"b\" ${c}\\"), "--port=9", "--grace-period=1h");
        out.getBuffer().setLength(0);

        String again = print(NOTHING, "--config", file("printed.conf", first));
        assertEquals(withoutSources(first), withoutSources(again));
    }

    private static String withoutSources(String text) {
        return text.replaceAll("  # .*", "");
    }

    @Test
    void an_unknown_variable_is_named() {
        assertRefused(run(Map.of("ROUNDHOUSE_PROT", "1")), "environment ROUNDHOUSE_PROT", "correct its name");
    }

    @Test
    void an_unknown_key_is_named_with_its_line() throws IOException {
        String file = file("a.conf", "\n\nprot = 1");

        assertRefused(run(NOTHING, "--config", file), file + " line 3", "prot");
    }

    @Test
    void a_bad_value_is_named_with_its_variable() {
        assertRefused(run(Map.of("ROUNDHOUSE_PORT", "tcp://10.0.0.1:80")), "environment ROUNDHOUSE_PORT", "0 to 65535");
    }

    @ParameterizedTest
    @CsvSource({
        "port = 65536, 65535",
        "'port = [1, 2]', without brackets",
        "port { a = 1 }, 'expected a string, number or boolean'",
        "port = null, 'expected a string, number or boolean'",
        "idle-timeout = soon, e.g. 10s",
        "max-body = 1kb, KiB",
        "quiet = maybe, maybe",
        "transport = pigeon, 'blocking, nio, virtual'"
    })
    void a_bad_value_is_named_with_its_line(String line, String part) throws IOException {
        String file = file("a.conf", "# a comment\n" + line);

        assertRefused(run(NOTHING, "--config", file), file + " line 2", part);
    }

    @Test
    void command_line_errors_name_the_command_line() throws IOException {
        String file = file("a.conf", "port = 1");

        int exitCode = run(NOTHING, "--config", file, "--port=-1");
        assertRefused(exitCode, "roundhouse: Invalid value for option '--port'");
    }

    @Test
    void a_file_that_cannot_be_parsed_is_named_with_its_line() throws IOException {
        String file = file("a.json", "{\n\"port\": }");

        assertRefused(run(NOTHING, "--config", file), file, "2");
    }

    @Test
    void a_missing_file_is_named() {
        assertRefused(run(NOTHING, "--config", folder.resolve("missing.conf").toString()), "missing.conf", "--config");
    }

    @Test
    void the_other_command_does_not_care_for_the_variables() {
        assertEquals(0, run(Map.of("ROUNDHOUSE_PROT", "1"), "conformance", "--help"));
    }

    @Test
    void help_needs_no_valid_environment() {
        assertEquals(0, run(Map.of("ROUNDHOUSE_PROT", "1"), "--help"));
    }
}
