package dev.roundhouse.http.app.server;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the JVM encodes the names of files: by the locale that it was started in. In a container or under systemd there often is
 * none, and then every name that is not ASCII is missing, from listings too.
 */
public final class FileNames {
    private static final Logger LOG = LoggerFactory.getLogger(FileNames.class);

    private FileNames() {}

    /** Says what to set where the encoding is not UTF-8. On Windows names are not encoded. */
    public static void warnUnlessInUtf8() {
        String encoding = System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name());
        if (File.separatorChar == '/' && !isUtf8(encoding)) {
            LOG.warn(
                    "files whose names are not ASCII are not found, since the locale encodes names in {}: set"
                            + " LC_ALL=C.UTF-8 in the environment, or another locale in UTF-8",
                    encoding);
        }
    }

    private static boolean isUtf8(String encoding) {
        return Charset.isSupported(encoding) && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    }
}
