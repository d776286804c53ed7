package dev.roundhouse.http.cli;

import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/**
 * The value of an option, available after the command line has been parsed.
 *
 * @param <T> the type of its value
 */
public final class OptionValue<T> {
    private final UnaryOperator<Object> converter;
    private final ValueSlot slot = new ValueSlot();

    /** @param view converts the stored value, or null if the option is not set */
    OptionValue(UnaryOperator<Object> view) {
        this.converter = view;
    }

    /** Stores the value that picocli has parsed. */
    private static final class ValueSlot implements IGetter, ISetter {
        private Object value;

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Picocli gets the value that it has set.
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
    @SuppressWarnings("unchecked") // Only values of the reader of a T are stored.
    public T value() {
        return (T) converter.apply(slot.value);
    }
}
