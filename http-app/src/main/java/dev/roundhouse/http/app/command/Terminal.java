package dev.roundhouse.http.app.command;

import java.io.Console;
import java.util.Optional;

/** Whether a person looks on. */
final class Terminal {
    private Terminal() {}

    /** Until Java 21 there is a console only at a terminal; later there always is one, and it knows. */
    static boolean isAttached() {
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
