package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.ServerTag;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.ServerInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assigns each server a colour and a shape that are the same throughout the report. */
final class ServerTags {
    private static final String[] GLYPHS = {"●", "■", "▲", "◆", "▼", "★", "✚", "✖"};

    private final Map<String, ServerTag> tags = new LinkedHashMap<>();

    ServerTags(RunResult result) {
        for (ServerInfo server : result.servers()) {
            int series = tags.size();
            tags.put(server.name(), new ServerTag(series, GLYPHS[series % GLYPHS.length], server.name()));
        }
    }

    /** The tag of a server. */
    ServerTag of(String server) {
        return tags.get(server);
    }

    /** All, in the order of the run. */
    List<ServerTag> all() {
        return new ArrayList<>(tags.values());
    }

    /** Index of a server in the legend of every chart. */
    int seriesOf(String server) {
        return of(server).series();
    }
}
