package dev.roundhouse.http.lab.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Results as CSV (RFC 4180), one figure in each row: server, workload, metric, rate, value, the interval's ends, rounds. Long
 * rather than wide, so that a spreadsheet's pivot and a data frame take it as it is.
 */
public final class RunCsv {
    private static final String HEADER = "server,workload,metric,rate,value,low,high,rounds,unit\r\n";

    private final StringBuilder rows = new StringBuilder(HEADER);

    private RunCsv() {}

    /** Writes a result; a file that is there is replaced. */
    public static void write(RunResult result, Path file) throws IOException {
        Files.writeString(file, text(result));
    }

    /** The whole table. */
    public static String text(RunResult result) {
        RunCsv csv = new RunCsv();
        result.measurements().forEach(csv::measurement);
        return csv.rows.toString();
    }

    private void measurement(Measurement one) {
        estimate(one, "throughput", "", one.throughput(), "requests/s");
        RequestCosts costs = one.costs();
        estimate(one, "cpu", "", costs.cpuMicros(), "us/request");
        estimate(one, "system-share", "", costs.systemShare(), "ratio");
        estimate(one, "context-switches", "", costs.switchesPerRequest(), "1/request");
        estimate(one, "preemptions", "", costs.preemptionsPerRequest(), "1/request");
        estimate(one, "syscalls", "", costs.syscallsPerRequest(), "1/request");
        estimate(one, "allocated", "", costs.allocatedBytes(), "bytes/request");
        estimate(one, "gc-pauses", "", costs.gcPauses(), "1/s");
        estimate(one, "gc-pause-time", "", costs.gcPauseMillis(), "ms/s");
        estimate(one, "start-up", "", one.startUp().millis(), "ms");
        estimate(one, "start-up-cpu", "", one.startUp().cpuMillis(), "ms");
        estimate(one, "bytes-per-idle-connection", "", one.footprint().bytesPerIdleConnection(), "bytes");
        answers(one);
        one.rounds().forEach(round -> round(one, round));
        one.open().forEach(point -> open(one, point));
    }

    private void answers(Measurement one) {
        if (one.skipped().isEmpty()) {
            count(one, "correct", one.answers().correct());
            count(one, "wrong", one.answers().wrong());
            count(one, "failed", one.answers().failed());
            count(one, "timed-out", one.answers().timedOut());
            count(one, "threads", one.footprint().threads());
            count(one, "rss-bytes", one.footprint().rssBytes());
        }
    }

    private void round(Measurement one, Round round) {
        String metric = round.isLowerBound() ? "round-lower-bound" : "round";
        estimate(one, metric, "", Estimate.of(round.perSecond()), "requests/s");
    }

    private void open(Measurement one, OpenLoopPoint point) {
        String rate = number(point.offered());
        String mark = point.counts() ? "" : "-thrown-out";
        estimate(one, "achieved" + mark, rate, Estimate.of(point.achieved()), "requests/s");
        estimate(one, "p50" + mark, rate, point.p50(), "us");
        estimate(one, "p99" + mark, rate, point.p99(), "us");
        estimate(one, "p999" + mark, rate, point.p999(), "us");
        estimate(one, "naive-p99" + mark, rate, Estimate.of(point.naive().p99()), "us");
    }

    private void count(Measurement one, String metric, long value) {
        estimate(one, metric, "", Estimate.of((double) value), "");
    }

    private void estimate(Measurement one, String metric, String rate, Estimate value, String unit) {
        if (value.known()) {
            row(
                    quoted(one.server()),
                    quoted(one.workload()),
                    metric,
                    rate,
                    number(value.median()),
                    number(value.low()),
                    number(value.high()),
                    Integer.toString(value.rounds()),
                    unit);
        }
    }

    private void row(String... cells) {
        rows.append(String.join(",", cells)).append("\r\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** RFC 4180 §2: what holds a comma, a quote or a line end stands in quotes, and quotes in it are doubled. */
    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
