package dev.roundhouse.http.cli;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses the constants of an enum, in lower or upper case: {@code deny} for {@code DENY}. */
public final class EnumParser {
    private EnumParser() {}

    /** A parser of the constants of this enum. */
    public static <E extends Enum<E>> Function<String, E> of(Class<E> type) {
        return text -> {
            for (E constant : type.getEnumConstants()) {
                if (toOptionText(constant).equals(text.toLowerCase(Locale.ROOT))) {
                    return constant;
                }
            }
            throw invalid(text, type);
        };
    }

    private static String toOptionText(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static IllegalArgumentException invalid(String text, Class<? extends Enum<?>> type) {
        return new IllegalArgumentException(Stream.of(type.getEnumConstants())
                .map(EnumParser::toOptionText)
                .collect(Collectors.joining(", ", "'" + text + "' is not one of ", "")));
    }
}
