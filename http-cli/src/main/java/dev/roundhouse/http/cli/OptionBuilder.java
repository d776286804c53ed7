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

    /** A converter that reports the message of the reader as an invalid value of the option. */
    static <T> ITypeConverter<T> converter(Function<String, T> reader) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException invalid) {
                throw new TypeConversionException(invalid.getMessage());
            }
        };
    }

    /** Sets the description in the help; {@code ${DEFAULT-VALUE}} is replaced by the default. */
    public OptionBuilder<T> description(String description) {
        builder.description(description);
        return this;
    }

    /**
     * Makes the value optional on the command line and sets the one that is then used. In the environment and in a file there is
     * always a value: {@code true} selects this value, {@code false} means that the option is not set, as with a flag.
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

    /** Hides the option in the help. */
    public OptionBuilder<T> hidden() {
        builder.hidden(true);
        return this;
    }

    /** Sets the default, in the syntax of the command line. */
    public OptionValue<T> defaultValue(String value) {
        builder.defaultValue(value);
        return build(parsed -> parsed);
    }

    /** Makes the option required. */
    public OptionValue<T> required() {
        builder.required(true);
        return build(parsed -> parsed);
    }

    /** Makes the option optional, without a default. */
    public OptionValue<Optional<T>> optional() {
        return build(Optional::ofNullable);
    }

    /** Makes the option repeatable. */
    public OptionValue<List<T>> repeatable() {
        builder.type(List.class).auxiliaryTypes(Object.class);
        return build(values -> values == null ? List.of() : new ArrayList<>((List<?>) values));
    }

    /** Makes the option repeatable, each time with one or several comma-separated values. */
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
