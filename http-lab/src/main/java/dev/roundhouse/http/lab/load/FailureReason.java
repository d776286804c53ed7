package dev.roundhouse.http.lab.load;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Words for what goes wrong with a connection. */
final class FailureReason {
    private FailureReason() {}

    /** The system's own words, which are the same for the same trouble. */
    static String of(IOException e) {
        String words = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        return words.toLowerCase(Locale.ROOT);
    }
}
