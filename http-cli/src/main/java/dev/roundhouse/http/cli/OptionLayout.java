package dev.roundhouse.http.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The table of options and parameters, with descriptions wrapped by {@link LineWrapping}. If the column of descriptions is too
 * narrow for a token, the column of names is made narrower: the description of an option with a longer name then starts below
 * the name.
 */
final class OptionLayout extends Layout {
    /** The columns before those of names and descriptions. */
    private static final int SHORT_NAME_WIDTH = 5;

    /** The space before a description. */
    private static final int INDENT = 1;

    private static final int MIN_NAME_WIDTH = 2;

    OptionLayout(Help help) {
        super(
                help.colorScheme(),
                TextTable.forDefaultColumns(help.colorScheme(), nameWidth(help), width(help.commandSpec())),
                help.createDefaultOptionRenderer(),
                help.createDefaultParameterRenderer());
    }

    /** The width of the help text of a command. */
    static int width(CommandSpec command) {
        return command.usageMessage().width();
    }

    private static int nameWidth(Help help) {
        CommandSpec command = help.commandSpec();
        int usual =
                help.calcLongOptionColumnWidth(command.options(), command.positionalParameters(), help.colorScheme());
        int longestToken = Stream.concat(command.options().stream(), command.positionalParameters().stream())
                .flatMap(argument -> Arrays.stream(argument.description()))
                .mapToInt(LineWrapping::longestToken)
                .max()
                .orElse(0);
        return Math.max(MIN_NAME_WIDTH, Math.min(usual, width(command) - SHORT_NAME_WIDTH - INDENT - longestToken));
    }

    @Override
    public void layout(ArgSpec argument, Text[][] rows) {
        super.layout(argument, Arrays.stream(rows).flatMap(this::wrap).toArray(Text[][]::new));
    }

    /** The rows of an option whose description may need several rows. */
    private Stream<Text[]> wrap(Text[] row) {
        int last = row.length - 1;
        Column column = table.columns()[last];
        Text description = row[last];
        List<Text[]> rows = new ArrayList<>();
        for (LineWrapping.Line line : LineWrapping.wrap(description.plainString(), column.width - column.indent)) {
            Text[] wrapped = rows.isEmpty() ? row.clone() : emptyRow(row.length);
            wrapped[last] = description.substring(line.start(), line.end());
            rows.add(wrapped);
        }
        return rows.stream();
    }

    private Text[] emptyRow(int columns) {
        Text[] row = new Text[columns];
        Arrays.fill(row, colorScheme().ansi().text(""));
        return row;
    }
}
