package dev.roundhouse.http.cli;

import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/**
 * What an option was given, once the command line has been parsed.
 *
 * @param <T> the type of its value
 */
public final class OptionValue<T> {
    private final UnaryOperator<Object> converter;
    private final ValueSlot slot = new ValueSlot();

    /** @param view makes a T of what the parser puts here, or of null when it puts nothing */
    OptionValue(UnaryOperator<Object> view) {
        this.converter = view;
    }

    /** Where the parser puts the value. */
    private static final class ValueSlot implements IGetter, ISetter {
        private Object value;

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The parser asks for what it has put.
        public <V> V get() {
            return (V) value;
        }

        @Override
        @SuppressWarnings("unchecked") // As above.
        public <V> V set(V newValue) {
            V before = (V) value;
            value = newValue;
            return before;
        }
    }

    IGetter getter() {
        return slot;
    }

    ISetter setter() {
        return slot;
    }

    /** The value. */
    @SuppressWarnings("unchecked") // Only what the reader of a T has read is put there.
    public T value() {
        return (T) converter.apply(slot.value);
    }
}
