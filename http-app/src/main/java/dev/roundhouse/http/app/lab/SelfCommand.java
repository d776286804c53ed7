package dev.roundhouse.http.app.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this program is started once more. */
final class SelfCommand {
    private static final String MAIN = "dev.roundhouse.http.app.Main";
    private static final String GENERATOR = "dev.roundhouse.http.lab.load.LoadGeneratorMain";

    private SelfCommand() {}

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** As a user would start it, from the jar, where it is one. */
    static List<String> serverCommand(Path java, List<String> arguments) {
        boolean jar = classPath().endsWith(".jar") && !classPath().contains(System.getProperty("path.separator"));
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(
                jar
                        ? List.of("-jar", Path.of(classPath()).toAbsolutePath().toString())
                        : List.of("-cp", classPath(), MAIN));
        command.addAll(arguments);
        return command;
    }

    /** The load generator. */
    static List<String> generatorCommand(List<String> before) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(JavaRuntime.current().executable().toString(), "-cp", classPath(), GENERATOR));
        return command;
    }
}
