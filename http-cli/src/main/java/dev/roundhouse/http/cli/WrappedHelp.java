package dev.roundhouse.http.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The help text of a command, with line breaks at spaces only. Picocli itself also breaks lines at slashes, vertical bars and
 * other characters within a word.
 */
final class WrappedHelp extends Help {
    WrappedHelp(CommandSpec command, ColorScheme colors) {
        super(command, colors);
    }

    @Override
    public Layout createDefaultLayout(
            List<OptionSpec> options, List<PositionalParamSpec> parameters, ColorScheme colors) {
        return new OptionLayout(this);
    }

    @Override
    public String description(Object... arguments) {
        return paragraphs(commandSpec().usageMessage().description());
    }

    @Override
    public String footer(Object... arguments) {
        return paragraphs(commandSpec().usageMessage().footer());
    }

    private String paragraphs(String... paragraphs) {
        int width = OptionLayout.width(commandSpec());
        return Stream.of(paragraphs)
                .map(text -> LineWrapping.wrapToText(text, width))
                .collect(Collectors.joining());
    }
}
