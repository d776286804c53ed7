package dev.roundhouse.http.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command or an option group: each option is a field, declared in the order of the help. */
abstract class OptionContainer {
    private final List<ArgSpec> arguments = new ArrayList<>();

    /** Creates a container; there are two kinds, commands and option groups. */
    OptionContainer() {}

    /**
     * Starts building an option with a value.
     *
     * @param name the name with its dashes
     * @param label the placeholder for the value in the help
     * @param reader parses a value; throws IllegalArgumentException with a message for the user
     */
    protected final <T> OptionBuilder<T> option(String name, String label, Function<String, T> reader) {
        return new OptionBuilder<>(List.of(name), label, reader, arguments::add);
    }

    /** Starts building an option with a value and a short name. */
    protected final <T> OptionBuilder<T> option(String brief, String name, String label, Function<String, T> reader) {
        return new OptionBuilder<>(List.of(brief, name), label, reader, arguments::add);
    }

    /** Adds an option without a value. */
    protected final OptionValue<Boolean> flag(String name, String description) {
        return flag(OptionSpec.builder(name).description(description));
    }

    /** Adds a flag that the help does not list. */
    protected final OptionValue<Boolean> hiddenFlag(String name, String description) {
        return flag(OptionSpec.builder(name).description(description).hidden(true));
    }

    private OptionValue<Boolean> flag(OptionSpec.Builder builder) {
        return add(builder.type(boolean.class).converters(flagConverter()), Boolean.TRUE::equals);
    }

    /** Converts the value of a flag, which it has in the environment and in a file. */
    static ITypeConverter<Boolean> flagConverter() {
        return OptionBuilder.converter(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it takes no value, or true or false, not '" + text + "'");
        });
    }

    /** Adds a flag with an opposite, {@code --no-NAME}; empty if neither is given. */
    protected final OptionValue<Optional<Boolean>> flagOrOpposite(String name, String description) {
        return add(negatableFlag(name, description), Optional::ofNullable);
    }

    /** Adds a flag with an opposite, {@code --no-NAME}, and a default. */
    protected final OptionValue<Boolean> flagOrOpposite(String name, String description, boolean defaultValue) {
        return add(negatableFlag(name, description).defaultValue(String.valueOf(defaultValue)), Boolean.TRUE::equals);
    }

    private static OptionSpec.Builder negatableFlag(String name, String description) {
        return OptionSpec.builder(name)
                .type(Boolean.class)
                .negatable(true)
                .fallbackValue("true")
                .converters(flagConverter())
                .description(description);
    }

    /** Adds a required positional parameter. */
    protected final <T> OptionValue<T> parameter(
            int index, String label, Function<String, T> reader, String description) {
        return add(
                parameter(label, reader, description)
                        .index(String.valueOf(index))
                        .required(true),
                parsed -> parsed);
    }

    /** Adds the only positional parameter, which is optional. */
    protected final <T> OptionValue<Optional<T>> optionalParameter(
            String label, Function<String, T> reader, String description) {
        return add(parameter(label, reader, description).arity("0..1"), Optional::ofNullable);
    }

    private static <T> PositionalParamSpec.Builder parameter(
            String label, Function<String, T> reader, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .type(Object.class)
                .converters(OptionBuilder.converter(reader))
                .description(description);
    }

    private <T> OptionValue<T> add(OptionSpec.Builder option, UnaryOperator<Object> view) {
        OptionValue<T> optionValue = new OptionValue<>(view);
        arguments.add(
                option.getter(optionValue.getter()).setter(optionValue.setter()).build());
        return optionValue;
    }

    private <T> OptionValue<T> add(PositionalParamSpec.Builder parameter, UnaryOperator<Object> view) {
        OptionValue<T> optionValue = new OptionValue<>(view);
        arguments.add(parameter
                .getter(optionValue.getter())
                .setter(optionValue.setter())
                .build());
        return optionValue;
    }

    /** Adds these options to a command. */
    final void addOptionsTo(CommandSpec command) {
        arguments.forEach(command::add);
    }
}
