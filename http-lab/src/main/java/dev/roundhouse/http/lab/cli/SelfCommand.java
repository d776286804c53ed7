package dev.roundhouse.http.lab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that start the processes of a run. */
final class SelfCommand {
    private static final String LAB = LabMain.class.getName();
    private static final String GENERATOR = "dev.roundhouse.http.lab.load.LoadGeneratorMain";

    private SelfCommand() {}

    /** The command that starts this server. */
    static List<String> serverCommand(Path java, Path appJar, List<String> arguments) {
        return command(List.of(java.toString(), "-jar", appJar.toString()), arguments);
    }

    /** The command that starts this program with other arguments. */
    static List<String> labCommand(Path java, List<String> arguments) {
        return command(List.of(java.toString(), "-cp", classPath(), LAB), arguments);
    }

    /** The command that starts the load generator. */
    static List<String> generatorCommand(List<String> prefix) {
        return command(prefix, List.of(JavaRuntime.current().executable().toString(), "-cp", classPath(), GENERATOR));
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static List<String> command(List<String> start, List<String> arguments) {
        List<String> command = new ArrayList<>(start);
        command.addAll(arguments);
        return command;
    }
}
