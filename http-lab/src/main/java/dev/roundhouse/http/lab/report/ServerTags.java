package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.ServerTag;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.ServerInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each server is told from the others: the same colour and shape from the first line of the report to the last. */
final class ServerTags {
    private static final String[] GLYPHS = {"●", "■", "▲", "◆", "▼", "★", "✚", "✖"};

    private final Map<String, ServerTag> tags = new LinkedHashMap<>();

    ServerTags(RunResult result) {
        for (ServerInfo server : result.servers()) {
            int series = tags.size();
            tags.put(server.name(), new ServerTag(series, GLYPHS[series % GLYPHS.length], server.name()));
        }
    }

    /** The tag of a server that took part. */
    ServerTag of(String server) {
        return tags.get(server);
    }

    /** All, in the order of the run. */
    List<ServerTag> all() {
        return new ArrayList<>(tags.values());
    }

    /** Where a server stands in the legend of every chart, which names them all. */
    int seriesOf(String server) {
        return of(server).series();
    }
}
