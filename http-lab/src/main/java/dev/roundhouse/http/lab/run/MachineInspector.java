package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.Machine;
import dev.roundhouse.http.lab.server.ExternalTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the properties of the machine. What is unknown is empty or 0. */
final class MachineInspector {
    private static final Pattern PROCESSOR = Pattern.compile("(?m)^model name\\s*: (.*)$");
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s*([0-9]{1,15}) kB$");
    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+([0-9]{1,15}) .*$");
    private static final int KIB = 1024;

    private MachineInspector() {}

    /** This machine. */
    static Machine read() throws InterruptedException {
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                found(PROCESSOR, "/proc/cpuinfo", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(found(MEMORY, "/proc/meminfo", "0")) * KIB,
                openFiles(),
                Runtime.version().toString(),
                tools());
    }

    /** The descriptor limit of a process; 0 if unknown. */
    static long openFiles() {
        return Long.parseLong(found(OPEN_FILES, "/proc/self/limits", "0"));
    }

    private static Map<String, String> tools() throws InterruptedException {
        Map<String, String> tools = new TreeMap<>();
        ExternalTools.run("taskset", "--version").ifPresent(output -> tools.put("taskset", firstLine(output)));
        ExternalTools.run("strace", "--version").ifPresent(output -> tools.put("strace", firstLine(output)));
        return tools;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String found(Pattern pattern, String file, String fallback) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(Path.of(file)));
            return matcher.find() ? matcher.group(1) : fallback;
        } catch (IOException e) {
            return fallback;
        }
    }
}
