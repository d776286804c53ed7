package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.config.ProductVersion;
import dev.roundhouse.http.app.config.ServerConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Tells the person at the terminal what has been started. */
public final class StartupBanner {
    private StartupBanner() {}

    public static void print(Server server, ServerConfig config, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Roundhouse %s on Java %d, started in %.2f s%n",
                ProductVersion.current(),
                Runtime.version().feature(),
                startupTime().toMillis() / 1000.0);
        out.println("  serving    "
                + config.site().roots().directory().toAbsolutePath().normalize());
        List<String> urls = server.urls();
        for (int i = 0; i < urls.size(); i++) {
            out.println((i == 0 ? "  at         " : "             ") + urls.get(i));
        }
        out.println("  transport  " + config.listen().transport());
        out.println("Ctrl-C ends it.");
        out.flush();
    }

    private static Duration startupTime() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
