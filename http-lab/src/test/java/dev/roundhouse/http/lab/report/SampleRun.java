package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.ConformanceSummary;
import dev.roundhouse.http.lab.result.CpuPinning;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Footprint;
import dev.roundhouse.http.lab.result.LatencySummary;
import dev.roundhouse.http.lab.result.Machine;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.MemoryPoint;
import dev.roundhouse.http.lab.result.Methodology;
import dev.roundhouse.http.lab.result.OpenLoopPoint;
import dev.roundhouse.http.lab.result.PercentilePoint;
import dev.roundhouse.http.lab.result.RequestCosts;
import dev.roundhouse.http.lab.result.ResponseCounts;
import dev.roundhouse.http.lab.result.Round;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.ServerInfo;
import dev.roundhouse.http.lab.result.StartupTime;
import dev.roundhouse.http.lab.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A sample run: three servers, one with special characters in its name and a MUST failure, on four workloads. */
public final class SampleRun {
    /** A server whose name would be markup. */
    public static final String SPECIAL_CHARACTERS = "<script>alert('x')</script> & \"quoted\"";

    private static final List<String> SERVERS = List.of("nio", "virtual", SPECIAL_CHARACTERS);

    private SampleRun() {}

    /** The complete run. */
    public static RunResult complete() {
        return run(true, measurements());
    }

    /** The same run, interrupted before the first measurement. */
    public static RunResult empty() {
        return run(false, List.of());
    }

    private static RunResult run(boolean complete, List<Measurement> measurements) {
        return new RunResult(
                RunResult.FORMAT,
                "1.0",
                "2026-11-01T12:00:00Z",
                125,
                complete,
                List.of("java", "-jar", "http-lab.jar", "--server", "a b=serve '{root}'"),
                new Machine("Linux 6.1", "A processor", 2, 16L << 30, 20_000, "25", Map.of("strace", "6.1")),
                new CpuPinning(true, "0", "1", "Servers ran on core 0 and the generator on core 1."),
                new Methodology("quick", 1, 2, 3, 0.8, 2, 0.95, 4000, 5, 1.05, 10_000, List.of("Interleaved rounds.")),
                SERVERS.stream().map(SampleRun::server).toList(),
                List.of(
                        workload("small-64", "Small file, 64 clients", "LOAD"),
                        workload("slow-handler", "Slow handler", "SLOW_HANDLER"),
                        workload("idle", "Idle connections", "IDLE"),
                        workload("startup", "Startup", "STARTUP")),
                measurements,
                complete ? comparisons() : List.of(),
                List.of("The machine was slower than expected."));
    }

    private static ServerInfo server(String name) {
        ConformanceSummary summary = name.equals(SPECIAL_CHARACTERS)
                ? new ConformanceSummary(true, 180, 178, 2, 0, 0, List.of("host/missing: RFC 9112 §3.2", "te/cl"), "")
                : new ConformanceSummary(true, 180, 180, 0, 0, 0, List.of(), "");
        return new ServerInfo(
                name, !name.equals(SPECIAL_CHARACTERS), "", "25", List.of("serve", "--root=/a b"), summary);
    }

    private static WorkloadInfo workload(String name, String title, String kind) {
        return new WorkloadInfo(name, title, "The requests.", kind, 64, 1, false, 0, 200, 1024, "a hash", true);
    }

    private static List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        for (int i = 0; i < SERVERS.size(); i++) {
            all.add(load(SERVERS.get(i), "small-64", 60_000.0 / (i + 1)));
        }
        all.add(load("nio", "slow-handler", 50));
        all.add(load("virtual", "slow-handler", 3_000));
        all.add(Measurement.skipped(SPECIAL_CHARACTERS, "slow-handler", "it has no slow handler."));
        all.add(idle("nio", 3_300));
        all.add(startUp("nio", 400));
        all.add(startUp("virtual", 420));
        return all;
    }

    private static Estimate around(double metric) {
        return new Estimate(metric, metric * 0.95, metric * 1.05, 6);
    }

    private static Measurement load(String server, String workload, double perSecond) {
        List<Round> rounds = IntStream.rangeClosed(1, 6)
                .mapToObj(number -> new Round(
                        1,
                        number,
                        number * 4.0,
                        0.8,
                        perSecond * (0.97 + number * 0.01),
                        perSecond * 1024,
                        ResponseCounts.NONE,
                        200,
                        900,
                        12,
                        0.98,
                        0.7,
                        number == 6 ? "the generator was saturated" : ""))
                .toList();
        List<OpenLoopPoint> open = DoubleStream.of(0.25, 0.5, 0.8, 1.1)
                .mapToObj(share -> open(share, perSecond))
                .toList();
        RequestCosts requestCosts = new RequestCosts(
                around(12e5 / perSecond),
                around(0.6),
                around(0.01),
                around(0.002),
                around(2.02),
                Map.of("read", 1.0, "write", 1.0),
                around(96),
                around(2),
                around(1.5),
                around(0.9));
        return new Measurement(
                server,
                workload,
                "",
                around(perSecond),
                rounds,
                open,
                new ResponseCounts((long) perSecond, 0, 1, 0, Map.of("reset by the server", 1L)),
                requestCosts,
                new Footprint(12, 80_000_000, 70, Estimate.NONE, List.of()),
                StartupTime.NONE,
                List.of(),
                List.of());
    }

    private static OpenLoopPoint open(double share, double peak) {
        double slow = share > 1 ? 50_000 : 300 + 900 * share;
        return new OpenLoopPoint(
                "share " + share + " of own peak",
                share,
                peak * share,
                Math.min(peak, peak * share),
                share <= 1,
                "poisson",
                around(slow / 4),
                around(slow),
                around(slow * 3),
                latency(slow),
                latency(share > 1 ? 900 : slow),
                ResponseCounts.NONE,
                6,
                20,
                share == 0.25 ? "the load generator was late" : "");
    }

    private static LatencySummary latency(double p99) {
        List<PercentilePoint> curve = DoubleStream.of(0, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 100)
                .mapToObj(percentile -> new PercentilePoint(percentile, p99 * (0.2 + percentile / 120)))
                .toList();
        return new LatencySummary(100_000, p99 / 3, p99 / 4, p99 / 2, p99, p99 * 2, p99 * 4, curve);
    }

    private static Measurement idle(String server, double bytes) {
        List<MemoryPoint> growth = IntStream.of(0, 1_000, 5_000, 10_000)
                .mapToObj(count -> new MemoryPoint(count, (long) (70e6 + count * bytes), 12, 40 + count))
                .toList();
        return new Measurement(
                server,
                "idle",
                "",
                around(40_000),
                List.of(),
                List.of(),
                ResponseCounts.NONE,
                RequestCosts.NONE,
                new Footprint(12, 103_000_000, 10_040, around(bytes), growth),
                StartupTime.NONE,
                List.of(),
                List.of("the last connections were slow to establish."));
    }

    private static Measurement startUp(String server, double millis) {
        return new Measurement(
                server,
                "startup",
                "",
                Estimate.NONE,
                List.of(),
                List.of(),
                ResponseCounts.NONE,
                RequestCosts.NONE,
                Footprint.NONE,
                new StartupTime(around(millis), around(millis * 1.5)),
                List.of(),
                List.of());
    }

    private static List<Comparison> comparisons() {
        return List.of(
                faster("small-64", "nio", "virtual", ComparisonVerdict.DIFFERENT),
                faster("small-64", "nio", SPECIAL_CHARACTERS, ComparisonVerdict.DIFFERENT),
                faster("small-64", "virtual", SPECIAL_CHARACTERS, ComparisonVerdict.INCONCLUSIVE),
                faster("slow-handler", "virtual", "nio", ComparisonVerdict.DIFFERENT));
    }

    private static Comparison faster(
            String workload, String first, String second, ComparisonVerdict comparisonVerdict) {
        return new Comparison(
                workload,
                "throughput",
                first,
                second,
                around(1.5),
                comparisonVerdict,
                first + " compared to " + second + ".");
    }
}
