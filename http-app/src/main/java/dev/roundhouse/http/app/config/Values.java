package dev.roundhouse.http.app.config;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Texts that another module knows how to read. What it refuses is reported in its own sentence, as a wrong use of the option.
 *
 * @param <T> what is read
 */
public abstract class Values<T> implements ITypeConverter<T> {
    private final Function<String, T> reader;

    /** @param reader throws IllegalArgumentException, with a sentence for people, for what it cannot read */
    protected Values(Function<String, T> reader) {
        this.reader = reader;
    }

    @Override
    public final T convert(String value) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException refused) {
            throw new TypeConversionException(refused.getMessage());
        }
    }
}
