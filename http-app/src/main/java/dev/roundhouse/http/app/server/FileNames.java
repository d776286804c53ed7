package dev.roundhouse.http.app.server;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks how the JVM encodes file names, which depends on the locale at startup. Containers and systemd often set none, and
 * then files with non-ASCII names are not found and not listed.
 */
public final class FileNames {
    private static final Logger LOG = LoggerFactory.getLogger(FileNames.class);

    private FileNames() {}

    /** Logs a warning if the encoding is not UTF-8. On Windows, names are not encoded. */
    public static void warnUnlessInUtf8() {
        String encoding = System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name());
        if (File.separatorChar == '/' && !isUtf8(encoding)) {
            LOG.warn(
                    "cannot find files with non-ASCII names, since the locale encodes names in {}: set"
                            + " LC_ALL=C.UTF-8 in the environment, or another UTF-8 locale",
                    encoding);
        }
    }

    private static boolean isUtf8(String encoding) {
        return Charset.isSupported(encoding) && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    }
}
