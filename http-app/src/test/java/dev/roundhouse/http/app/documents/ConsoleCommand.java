package dev.roundhouse.http.app.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command of a console block, with the output that the document shows.
 *
 * @param output its lines; {@code ...} stands for any text within a line, and alone for any lines
 */
record ConsoleCommand(String line, List<String> output) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** The commands of the lines of a block. A line that ends with a backslash continues in the next one. */
    static List<ConsoleCommand> of(List<String> lines) {
        List<ConsoleCommand> commands = new ArrayList<>();
        List<String> output = new ArrayList<>();
        String command = "";
        for (String line : lines) {
            if (command.endsWith("\\")) {
                command = command.substring(0, command.length() - 1) + line.strip();
            } else if (line.startsWith("$ ")) {
                addIfPresent(commands, command, output);
                command = line.substring(2);
                output = new ArrayList<>();
            } else {
                output.add(line);
            }
        }
        addIfPresent(commands, command, output);
        return commands;
    }

    private static void addIfPresent(List<ConsoleCommand> commands, String command, List<String> output) {
        if (!command.isEmpty()) {
            commands.add(new ConsoleCommand(command, List.copyOf(output)));
        } else if (!output.isEmpty()) {
            throw new IllegalArgumentException("output without a command: " + output);
        }
    }

    List<String> words() {
        return WORD.matcher(line).results().map(ConsoleCommand::unquoted).toList();
    }

    private static String unquoted(MatchResult word) {
        return word.group(1) == null ? word.group(2) : word.group(1);
    }

    /** Whether the shown output is the beginning of this text, but for the values of numbers, dates and entity tags. */
    boolean matches(String text) {
        String pattern = output.stream()
                .map(ConsoleCommand::withoutValues)
                .map(shown -> shown.equals("...") ? "(?:.*\\n)*?" : quoted(shown) + "\\n")
                .collect(Collectors.joining());
        return Pattern.compile(pattern)
                .matcher(withoutValues(text.replace("\r\n", "\n")))
                .lookingAt();
    }

    private static String withoutValues(String text) {
        return text.replaceAll("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4}", "Mon, 0 Jan 0")
                .replaceAll("\"[\\w-]{8,}\"", "\"tag\"")
                .replaceAll("[0-9]+", "0");
    }

    private static String quoted(String line) {
        return Stream.of(line.split("\\.\\.\\.", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
