package dev.roundhouse.http.app.config;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the few words that an enumeration has, in lower case as people type them: {@code deny} for {@code DENY}.
 *
 * @param <E> the enumeration
 */
public abstract class Words<E extends Enum<E>> extends Values<E> {
    /** The words of an enumeration. */
    protected Words(Class<E> type) {
        super(text -> Stream.of(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> refused(text, type)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static IllegalArgumentException refused(String text, Class<? extends Enum<?>> type) {
        return new IllegalArgumentException(Stream.of(type.getEnumConstants())
                .map(Words::word)
                .collect(Collectors.joining(", ", "'" + text + "' is not one of ", "")));
    }
}
