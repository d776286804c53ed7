package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher sets a UTF-8 locale if none is set, and keeps the one of the user. */
@EnabledOnOs(OS.LINUX)
class LauncherLocaleTest {
    @TempDir
    Path tempDirectory;

    @ParameterizedTest
    @CsvSource({
        "'','','',C.UTF-8",
        "C,'','',C.UTF-8",
        "'',POSIX,'',C.UTF-8",
        "'','',C,C.UTF-8",
        "C,C.UTF-8,C.UTF-8,C.UTF-8",
        "C.UTF-8,C,C,C.UTF-8",
        "'',C.UTF-8,C,''",
        "'','',C.UTF-8,''",
        "'','',xx_XX.UTF-8,C.UTF-8",
        "'','',de_DE.ISO-8859-1,''",
    })
    void chooses(String all, String type, String language, String chosen) throws IOException, InterruptedException {
        Files.writeString(tempDirectory.resolve("http-app.jar"), "a jar");
        Path launcher = Files.copy(Path.of("..", "bin", "roundhouse"), tempDirectory.resolve("roundhouse"));
        Path java = Files.createDirectories(tempDirectory.resolve("java/bin")).resolve("java");
        Files.writeString(tempDirectory.resolve("java/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.writeString(java, "#!/bin/sh\nprintf '%s' \"${LC_ALL:-}\"\n");
        assertTrue(java.toFile().setExecutable(true));
        ProcessBuilder builder = new ProcessBuilder("sh", launcher.toString());
        builder.environment().put("JAVA_HOME", tempDirectory.resolve("java").toString());
        // No archive is created without a directory for it.
        builder.environment().put("XDG_CACHE_HOME", "/dev/null");
        builder.environment().put("LC_ALL", all);
        builder.environment().put("LC_CTYPE", type);
        builder.environment().put("LANG", language);
        Path output = tempDirectory.resolve("output");
        Process process = builder.redirectOutput(output.toFile()).start();

        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(chosen, Files.readString(output));
    }
}
