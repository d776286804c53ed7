package dev.roundhouse.http.conformance.cli;

import dev.roundhouse.http.cli.CliProgram;
import java.util.Locale;

/** The program {@code http-conformance.jar}. */
public final class ConformanceMain {
    private ConformanceMain() {}

    /**
     * Runs the command line and ends the process.
     *
     * @param args the arguments, see {@code --help}
     */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        System.exit(CliProgram.run(new ConformanceCommand(), ConformanceMain.class, System.out, System.err, args));
    }
}
