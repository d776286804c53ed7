package dev.roundhouse.http.lab.load;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Descriptions of connection failures. */
final class FailureReason {
    private FailureReason() {}

    /** The message of the system, which is the same for the same failure. */
    static String of(IOException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        return message.toLowerCase(Locale.ROOT);
    }
}
