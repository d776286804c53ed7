package dev.roundhouse.http.app.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * An option with a value, while it is described. The last call tells what becomes of it when nobody gives it.
 *
 * @param <T> the type of a value
 */
public final class OptionDraft<T> {
    private final OptionSpec.Builder builder;
    private final Consumer<ArgSpec> done;

    OptionDraft(List<String> names, String label, Function<String, T> reader, Consumer<ArgSpec> done) {
        this.builder = OptionSpec.builder(names.toArray(String[]::new))
                .paramLabel(label)
                .type(Object.class)
                .converters(converter(reader));
        this.done = done;
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
    public OptionDraft<T> describedAs(String description) {
        builder.description(description);
        return this;
    }

    /** The value may be left out, and is this one then. */
    public OptionDraft<T> orBare(String value) {
        builder.arity("0..1").fallbackValue(value).preprocessor(new AttachedValue());
        return this;
    }

    /** No help tells of it. */
    public OptionDraft<T> hidden() {
        builder.hidden(true);
        return this;
    }

    /** It has this value, in the form that people type, when nobody gives it one. */
    public Given<T> otherwise(String value) {
        builder.defaultValue(value);
        return described(UnaryOperator.identity());
    }

    /** The command makes no sense without it. */
    public Given<T> required() {
        builder.required(true);
        return described(UnaryOperator.identity());
    }

    /** It may be given or not. */
    public Given<Optional<T>> optional() {
        return described(Optional::ofNullable);
    }

    /** It may be given any number of times. */
    public Given<List<T>> repeatable() {
        builder.type(List.class).auxiliaryTypes(Object.class);
        return described(values -> values == null ? List.of() : new ArrayList<>((List<?>) values));
    }

    /** It may be given any number of times, and each time several values with commas between them. */
    public Given<List<T>> separatedByCommas() {
        builder.splitRegex(",");
        return repeatable();
    }

    private <V> Given<V> described(UnaryOperator<Object> view) {
        Given<V> given = new Given<>(view);
        done.accept(builder.getter(given.getter()).setter(given.setter()).build());
        return given;
    }
}
