package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.cli.CliProgram;
import java.util.Locale;

/** The program {@code http-lab.jar}. */
public final class LabMain {
    private LabMain() {}

    /**
     * Runs the command line and ends the process.
     *
     * @param args the arguments, see {@code --help}
     */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        System.exit(CliProgram.run(new LabCommand(), LabMain.class, System.out, System.err, args));
    }
}
