package dev.roundhouse.http.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.Main;
import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.CliProgram;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The help of every command of every program of this project. */
class HelpWrappingTest {
    /** Text in quotation marks counts as one token, with its spaces. */
    private static final Pattern TOKEN = Pattern.compile("(?<![^ (])'[^']*'[^ ]*|(?<![^ (])\"[^\"]*\"[^ ]*|[^ ]+");

    private static final int FEWEST_COMMANDS = 5;
    private static final int FEWEST_TOKENS = 800;

    private static List<CommandLine> commands() {
        List<CommandLine> commands = new ArrayList<>();
        addAll(Main.commandLine(Map.of()), commands);
        addAll(toolProgram("dev.roundhouse.http.conformance.cli.ConformanceCommand"), commands);
        addAll(toolProgram("dev.roundhouse.http.lab.cli.LabCommand"), commands);
        return commands;
    }

    /** The classes of commands are package-private. */
    private static CommandLine toolProgram(String commandClass) {
        try {
            Constructor<?> constructor = Class.forName(commandClass).getDeclaredConstructor();
            constructor.setAccessible(true);
            return CliProgram.commandLine((CliCommand) constructor.newInstance(), HelpWrappingTest.class);
        } catch (ReflectiveOperationException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void addAll(CommandLine command, List<CommandLine> commands) {
        commands.add(command);
        command.getSubcommands().values().forEach(subcommand -> addAll(subcommand, commands));
    }

    private static Stream<String> texts(CommandSpec command) {
        Stream<ArgSpec> options =
                command.options().stream().filter(option -> !option.hidden()).map(ArgSpec.class::cast);
        return Stream.of(
                        Arrays.stream(command.usageMessage().description()),
                        Arrays.stream(command.usageMessage().footer()),
                        Stream.concat(options, command.positionalParameters().stream())
                                .flatMap(argument -> Arrays.stream(argument.description())))
                .flatMap(texts -> texts);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 120})
    void no_token_is_divided_at_any_width(int width) {
        int tokens = 0;
        List<String> divided = new ArrayList<>();
        for (CommandLine command : commands()) {
            String help = help(command, width);
            List<String> lines = help.lines().toList();
            for (String token : texts(command.getCommandSpec())
                    .flatMap(HelpWrappingTest::tokens)
                    .toList()) {
                tokens++;
                if (lines.stream().noneMatch(line -> line.contains(token))) {
                    divided.add(command.getCommandName() + ": " + token);
                }
            }
        }
        assertEquals(List.of(), divided);
        assertTrue(tokens >= FEWEST_TOKENS, tokens + " tokens");
        assertTrue(commands().size() >= FEWEST_COMMANDS, commands().size() + " commands");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 120})
    void the_joined_lines_contain_every_description(int width) {
        for (CommandLine command : commands()) {
            String joined = join(help(command, width));
            texts(command.getCommandSpec())
                    .forEach(text -> assertTrue(joined.contains(join(text)), () -> text + "\nis not in\n" + joined));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 120})
    void only_a_line_with_a_single_token_is_longer_than_the_width(int width) {
        for (CommandLine command : commands()) {
            help(command, width).lines().forEach(line -> assertTrue(line.length() <= width || isOneToken(line), line));
        }
    }

    private static boolean isOneToken(String line) {
        return TOKEN.matcher(line.strip()).matches();
    }

    private static String help(CommandLine command, int width) {
        return command.setUsageHelpAutoWidth(false).setUsageHelpWidth(width).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    private static String join(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static Stream<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group);
    }
}
