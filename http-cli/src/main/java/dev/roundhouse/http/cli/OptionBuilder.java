package dev.roundhouse.http.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Builds an option with a value. The last call sets what happens if the option is not given.
 *
 * @param <T> the type of a value
 */
public final class OptionBuilder<T> {
    private final OptionSpec.Builder builder;
    private final Function<String, T> reader;
    private final Consumer<ArgSpec> register;

    OptionBuilder(List<String> names, String label, Function<String, T> reader, Consumer<ArgSpec> done) {
        this.builder = OptionSpec.builder(names.toArray(String[]::new))
                .paramLabel(label)
                .type(Object.class)
                .converters(converter(reader));
        this.reader = reader;
        this.register = done;
    }

    /** What a reader refuses is reported in its own sentence, as a wrong use of the option. */
    static <T> ITypeConverter<T> converter(Function<String, T> reader) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException refused) {
                throw new TypeConversionException(refused.getMessage());
            }
        };
    }

    /** What the help says of it; {@code ${DEFAULT-VALUE}} stands for the default. */
    public OptionBuilder<T> description(String description) {
        builder.description(description);
        return this;
    }

    /**
     * The value may be left out, and is this one then. In the environment and in a file there is always a value: {@code true} is the
     * one that may be left out, {@code false} is as if the option were not there, as with a flag.
     */
    public OptionBuilder<T> implicitValue(String value) {
        Function<String, T> switched = text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> reader.apply(value);
            case "false" -> null;
            default -> reader.apply(text);
        };
        builder.arity("0..1")
                .fallbackValue(value)
                .converters(converter(switched))
                .preprocessor(new AttachedValuePreprocessor());
        return this;
    }

    /** The help does not list it. */
    public OptionBuilder<T> hidden() {
        builder.hidden(true);
        return this;
    }

    /** Its default, in the form of the command line. */
    public OptionValue<T> defaultValue(String value) {
        builder.defaultValue(value);
        return build(UnaryOperator.identity());
    }

    /** The command makes no sense without it. */
    public OptionValue<T> required() {
        builder.required(true);
        return build(UnaryOperator.identity());
    }

    /** It may be given or not. */
    public OptionValue<Optional<T>> optional() {
        return build(Optional::ofNullable);
    }

    /** It may be given any number of times. */
    public OptionValue<List<T>> repeatable() {
        builder.type(List.class).auxiliaryTypes(Object.class);
        return build(values -> values == null ? List.of() : new ArrayList<>((List<?>) values));
    }

    /** It may be given any number of times, and each time several values with commas between them. */
    public OptionValue<List<T>> separatedByCommas() {
        builder.splitRegex(",");
        return repeatable();
    }

    private <V> OptionValue<V> build(UnaryOperator<Object> view) {
        OptionValue<V> optionValue = new OptionValue<>(view);
        register.accept(builder.getter(optionValue.getter())
                .setter(optionValue.setter())
                .build());
        return optionValue;
    }
}
