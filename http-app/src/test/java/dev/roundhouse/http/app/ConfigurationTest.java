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
    Path tempDirectory;

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
        return Files.writeString(tempDirectory.resolve(name), text).toString();
    }

    private void assertRejected(int exitCode, String... parts) {
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
    void defaults_apply_without_other_sources() {
        String text = print(NOTHING);

        assertHas("port = 8080  # default", text);
        assertHas("# health-path = (not set)", text);
    }

    @Test
    void environment_variables_are_applied() {
        assertHas("max-body = 2MiB  # environment ROUNDHOUSE_MAX_BODY", print(Map.of("ROUNDHOUSE_MAX_BODY", "2MiB")));
    }

    @Test
    void other_and_empty_variables_are_ignored() {
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
    void environment_can_set_the_config_file() throws IOException {
        String file = file("a.conf", "max-headers = 5");

        assertHas("max-headers = 5  # " + file + " line 1", print(Map.of("ROUNDHOUSE_CONFIG", file)));
    }

    @Test
    void command_line_overrides_environment_and_environment_overrides_file() throws IOException {
        String file = file("a.conf", "port = 1\nmax-body = 1k\nmax-headers = 3");
        Map<String, String> environment = Map.of("ROUNDHOUSE_PORT", "2", "ROUNDHOUSE_MAX_BODY", "2k");

        String text = print(environment, "--config=" + file, "--port=3");
        assertHas("port = 3  # command line", text);
        assertHas("max-body = 2k  # environment ROUNDHOUSE_MAX_BODY", text);
        assertHas("max-headers = 3  # " + file + " line 3", text);
    }

    @Test
    void short_option_equals_the_long_option() {
        assertHas("port = 3  # command line", print(Map.of("ROUNDHOUSE_PORT", "2"), "-p", "3"));
    }

    @Test
    void switch_is_true_or_false() throws IOException {
        String file = file("a.conf", "quiet = true");

        assertHas(
                "quiet = false  # environment ROUNDHOUSE_QUIET",
                print(Map.of("ROUNDHOUSE_QUIET", "false"), "--config", file));
    }

    @Test
    void value_is_used_unchanged() {
        String text = print(Map.of("ROUNDHOUSE_DIRECTORY", "${user.home}/@x \"y\" \\ #"));

        assertHas("directory = \"${user.home}/@x \\\"y\\\" \\\\ #\"  # environment ROUNDHOUSE_DIRECTORY", text);
    }

    @Test
    void printed_configuration_is_a_valid_file() throws IOException {
        String first = print(Map.of("ROUNDHOUSE_DIRECTORY", "a \"b\" ${c}\\"), "--port=9", "--grace-period=1h");
        out.getBuffer().setLength(0);

        String again = print(NOTHING, "--config", file("printed.conf", first));
        assertEquals(withoutSources(first), withoutSources(again));
    }

    private static String withoutSources(String text) {
        return text.replaceAll("  # .*", "");
    }

    @Test
    void error_names_an_unknown_variable() {
        assertRejected(run(Map.of("ROUNDHOUSE_PROT", "1")), "environment ROUNDHOUSE_PROT", "correct its name");
    }

    @Test
    void error_names_an_unknown_key_and_its_line() throws IOException {
        String file = file("a.conf", "\n\nprot = 1");

        assertRejected(run(NOTHING, "--config", file), file + " line 3", "prot");
    }

    @Test
    void error_names_the_variable_of_an_invalid_value() {
        assertRejected(
                run(Map.of("ROUNDHOUSE_PORT", "tcp://10.0.0.1:80")), "environment ROUNDHOUSE_PORT", "0 to 65535");
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
    void error_names_the_line_of_an_invalid_value(String line, String part) throws IOException {
        String file = file("a.conf", "# a comment\n" + line);

        assertRejected(run(NOTHING, "--config", file), file + " line 2", part);
    }

    @Test
    void command_line_errors_name_the_command_line() throws IOException {
        String file = file("a.conf", "port = 1");

        int exitCode = run(NOTHING, "--config", file, "--port=-1");
        assertRejected(exitCode, "roundhouse: Invalid value for option '--port'");
    }

    @Test
    void error_names_the_line_of_a_syntax_error() throws IOException {
        String file = file("a.json", "{\n\"port\": }");

        assertRejected(run(NOTHING, "--config", file), file, "2");
    }

    @Test
    void error_names_a_missing_file() {
        assertRejected(
                run(NOTHING, "--config", tempDirectory.resolve("missing.conf").toString()), "missing.conf", "--config");
    }

    @Test
    void other_command_ignores_the_variables() {
        assertEquals(0, run(Map.of("ROUNDHOUSE_PROT", "1"), "conformance", "--help"));
    }

    @Test
    void help_ignores_an_invalid_environment() {
        assertEquals(0, run(Map.of("ROUNDHOUSE_PROT", "1"), "--help"));
    }
}
