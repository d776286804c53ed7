package dev.roundhouse.http.cli;

import java.io.Console;
import java.util.Optional;

/** The terminal that standard output may be attached to. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard output is a terminal. Until Java 21 there is a console only at a terminal; later there always is one. */
    public static boolean isAttached() {
        Optional<Console> console = Optional.ofNullable(System.console());
        try {
            return console.isPresent()
                    && Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console.get()));
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException unexpected) {
            return false;
        }
    }
}
