package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.config.ProductVersion;
import dev.roundhouse.http.app.config.ServerConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** The lines on the terminal after the start: the directory, the addresses and the transport. */
public final class StartupBanner {
    private StartupBanner() {}

    /** Prints the banner of a server that has been started. */
    public static void print(Server server, ServerConfig config, PrintWriter out) {
        out.println("Roundhouse " + ProductVersion.current() + " on Java "
                + Runtime.version().feature() + ", started in " + seconds(Uptime.elapsed()) + " s");
        out.println("  Directory  "
                + config.site().roots().directory().toAbsolutePath().normalize());
        List<String> urls = server.urls();
        for (int i = 0; i < urls.size(); i++) {
            out.println((i == 0 ? "  URL        " : "             ") + urls.get(i));
        }
        out.println("  Transport  " + config.listen().transport());
        out.println("Press Ctrl-C to stop.");
        out.flush();
    }

    /** The seconds with two decimals. A {@code Formatter} would load the data of the locale, at every start. */
    static String seconds(Duration time) {
        long hundredths = (time.toMillis() + 5) / 10;
        long fraction = hundredths % 100;
        return hundredths / 100 + (fraction < 10 ? ".0" : ".") + fraction;
    }
}
