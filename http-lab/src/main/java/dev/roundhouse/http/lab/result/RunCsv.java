package dev.roundhouse.http.lab.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Results as CSV (RFC 4180) in long format, one value per row: server, workload, metric, rate, value, interval, rounds.
 */
public final class RunCsv {
    private static final String HEADER = "server,workload,metric,rate,value,low,high,rounds,unit\r\n";

    private final StringBuilder rows = new StringBuilder(HEADER);

    private RunCsv() {}

    /** Writes a result; an existing file is replaced. */
    public static void write(RunResult result, Path file) throws IOException {
        Files.writeString(file, text(result));
    }

    /** The complete table. */
    static String text(RunResult result) {
        RunCsv csv = new RunCsv();
        result.measurements().forEach(csv::writeMeasurement);
        return csv.rows.toString();
    }

    private void writeMeasurement(Measurement one) {
        writeEstimate(one, "throughput", "", one.throughput(), "requests/s");
        RequestCosts requestCosts = one.costs();
        writeEstimate(one, "cpu", "", requestCosts.cpuMicros(), "us/request");
        writeEstimate(one, "system-share", "", requestCosts.systemShare(), "ratio");
        writeEstimate(one, "context-switches", "", requestCosts.switchesPerRequest(), "1/request");
        writeEstimate(one, "preemptions", "", requestCosts.preemptionsPerRequest(), "1/request");
        writeEstimate(one, "syscalls", "", requestCosts.syscallsPerRequest(), "1/request");
        writeEstimate(one, "allocated", "", requestCosts.allocatedBytes(), "bytes/request");
        writeEstimate(one, "gc-pauses", "", requestCosts.gcPauses(), "1/s");
        writeEstimate(one, "gc-pause-time", "", requestCosts.gcPauseMillis(), "ms/s");
        writeEstimate(one, "startup", "", one.startup().millis(), "ms");
        writeEstimate(one, "startup-cpu", "", one.startup().cpuMillis(), "ms");
        writeEstimate(one, "bytes-per-idle-connection", "", one.footprint().bytesPerIdleConnection(), "bytes");
        writeResponses(one);
        one.rounds().forEach(round -> writeRound(one, round));
        one.open().forEach(point -> writeOpenLoop(one, point));
    }

    private void writeResponses(Measurement one) {
        if (one.skipped().isEmpty()) {
            writeCount(one, "correct", one.responses().correct());
            writeCount(one, "wrong", one.responses().wrong());
            writeCount(one, "failed", one.responses().failed());
            writeCount(one, "timed-out", one.responses().timedOut());
            writeCount(one, "threads", one.footprint().threads());
            writeCount(one, "rss-bytes", one.footprint().rssBytes());
        }
    }

    private void writeRound(Measurement one, Round round) {
        String metric = round.isLowerBound() ? "round-lower-bound" : "round";
        writeEstimate(one, metric, "", Estimate.of(round.perSecond()), "requests/s");
    }

    private void writeOpenLoop(Measurement one, OpenLoopPoint point) {
        String rate = number(point.offered());
        String suffix = point.isValid() ? "" : "-discarded";
        writeEstimate(one, "achieved" + suffix, rate, Estimate.of(point.achieved()), "requests/s");
        writeEstimate(one, "p50" + suffix, rate, point.p50(), "us");
        writeEstimate(one, "p99" + suffix, rate, point.p99(), "us");
        writeEstimate(one, "p999" + suffix, rate, point.p999(), "us");
        writeEstimate(
                one,
                "uncorrected-p99" + suffix,
                rate,
                Estimate.of(point.uncorrectedLatency().p99()),
                "us");
    }

    private void writeCount(Measurement one, String metric, long value) {
        writeEstimate(one, metric, "", Estimate.of((double) value), "");
    }

    private void writeEstimate(Measurement one, String metric, String rate, Estimate value, String unit) {
        if (value.isPresent()) {
            writeRow(
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

    private void writeRow(String... cells) {
        rows.append(String.join(",", cells)).append("\r\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** RFC 4180 §2: values with a comma, a quote or a line break are quoted, and quotes are doubled. */
    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
