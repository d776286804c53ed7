package dev.roundhouse.http.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Something that has options: each is a field, and is described where it is declared, in the order of the help. */
public abstract class OptionContainer {
    private final List<ArgSpec> arguments = new ArrayList<>();

    /** For commands and groups of options only. */
    OptionContainer() {}

    /**
     * Begins an option with a value.
     *
     * @param name with its dashes
     * @param label what stands for the value in the help
     * @param reader throws IllegalArgumentException, with a sentence for people, for what it cannot read
     */
    protected final <T> OptionBuilder<T> option(String name, String label, Function<String, T> reader) {
        return new OptionBuilder<>(List.of(name), label, reader, arguments::add);
    }

    /** The same, with a short name in addition. */
    protected final <T> OptionBuilder<T> option(String brief, String name, String label, Function<String, T> reader) {
        return new OptionBuilder<>(List.of(brief, name), label, reader, arguments::add);
    }

    /** An option that is there or not. */
    protected final OptionValue<Boolean> flag(String name, String description) {
        return flag(OptionSpec.builder(name).description(description));
    }

    /** A flag that the help does not list. */
    protected final OptionValue<Boolean> hiddenFlag(String name, String description) {
        return flag(OptionSpec.builder(name).description(description).hidden(true));
    }

    private OptionValue<Boolean> flag(OptionSpec.Builder builder) {
        return add(builder.type(boolean.class), Boolean.TRUE::equals);
    }

    /** A flag with an opposite, {@code --no-NAME}; empty when neither is there. */
    protected final OptionValue<Optional<Boolean>> flagOrOpposite(String name, String description) {
        return add(
                OptionSpec.builder(name)
                        .type(Boolean.class)
                        .negatable(true)
                        .fallbackValue("true")
                        .description(description),
                Optional::ofNullable);
    }

    /** An argument that is no option, and that must be there. */
    protected final <T> OptionValue<T> parameter(
            int index, String label, Function<String, T> reader, String description) {
        return add(
                parameter(label, reader, description)
                        .index(String.valueOf(index))
                        .required(true),
                UnaryOperator.identity());
    }

    /** The only argument that is no option; it may be left out. */
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

    /** Makes these options part of a command. */
    final void addOptionsTo(CommandSpec command) {
        arguments.forEach(command::add);
    }
}
