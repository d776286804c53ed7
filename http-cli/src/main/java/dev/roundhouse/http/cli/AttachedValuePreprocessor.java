package dev.roundhouse.http.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Parses an option with an optional value, as in {@code --spa} and {@code --spa=app.html}: the value must be attached, as in GNU
 * programs, so that the next argument is not mistaken for it.
 */
final class AttachedValuePreprocessor implements IParameterPreprocessor {
    private static final String SEPARATOR = "separator";

    /** Called by picocli. */
    AttachedValuePreprocessor() {}

    @Override
    @SuppressWarnings("JdkObsolete") // picocli hands over a Stack.
    public boolean preprocess(
            Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> details) {
        if (!command.parser().separator().equals(details.get(SEPARATOR)) && option instanceof OptionSpec named) {
            arguments.push(named.fallbackValue());
        }
        return false;
    }
}
