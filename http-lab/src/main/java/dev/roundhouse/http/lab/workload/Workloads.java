package dev.roundhouse.http.lab.workload;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.workload.Workload.WorkloadKind;
import java.util.List;
import java.util.Optional;

/** All workloads. */
public final class Workloads {
    /** The name of the workload whose connections resume TLS sessions. */
    public static final String RESUMED = "resumed";

    /** The name of the workload with a slow handler. */
    public static final String SLOW_HANDLER = "slow-handler";

    /** The names of the workloads that are chosen for servers with TLS. */
    public static final List<String> OVER_TLS = List.of("small-64", "100k", "10m", "connection-per-request", RESUMED);

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    private static final RequestMix.FileRequests SMALL = new RequestMix.FileRequests("small", 16, KIB);

    private static final List<Workload> ALL = List.of(
            load(
                    "small-1",
                    "Small file, one client",
                    "One connection requests files of 1 KiB, one after the other.",
                    busy(1),
                    SMALL),
            load(
                    "small-64",
                    "Small file, 64 clients",
                    "64 connections request files of 1 KiB and stay open.",
                    busy(64),
                    SMALL),
            load(
                    "small-1000",
                    "Small file, 1,000 clients",
                    "1,000 connections request files of 1 KiB and stay open.",
                    busy(1_000),
                    SMALL),
            load(
                    "connection-per-request",
                    "Connection per request",
                    "16 clients open a connection for each file of 1 KiB.",
                    new ConnectionProfile(16, 1, true, 0, 0),
                    SMALL),
            new Workload(
                    RESUMED,
                    "Resumed connection per request",
                    "16 clients open a connection for each file of 1 KiB, which resumes the TLS session of the one before.",
                    WorkloadKind.RESUMED_SESSIONS,
                    new ConnectionProfile(16, 1, true, 0, 0),
                    SMALL,
                    true),
            load(
                    "pipelined-16",
                    "Pipelined",
                    "16 connections request files of 1 KiB, with up to 16 requests in flight each.",
                    new ConnectionProfile(16, 16, false, 0, 0),
                    SMALL),
            load(
                    "100k",
                    "Medium file",
                    "64 connections request files of 100 KiB.",
                    busy(64),
                    new RequestMix.FileRequests("medium", 8, 100 * KIB)),
            load(
                    "10m",
                    "Large file",
                    "8 connections request files of 10 MiB.",
                    busy(8),
                    new RequestMix.FileRequests("large", 4, 10 * MIB)),
            load(
                    "not-modified",
                    "Not modified",
                    "64 connections send conditional requests for files of 1 KiB that have not changed.",
                    busy(64),
                    new RequestMix.ConditionalRequests(SMALL)),
            load(
                    "not-found",
                    "Not found",
                    "64 connections request a file that does not exist.",
                    busy(64),
                    new RequestMix.MissingFileRequests()),
            load(
                    "range",
                    "Ranges",
                    "64 connections request ranges of 64 KiB of a file of 100 MiB.",
                    busy(64),
                    new RequestMix.RangeRequests(100L * MIB, 16, 64 * KIB)),
            load(
                    "many",
                    "Many files",
                    "64 connections request 10,000 distinct files of 4 KiB.",
                    busy(64),
                    new RequestMix.FileRequests("many", 10_000, 4 * KIB)),
            load(
                    "h2-small-1",
                    "Small file over HTTP/2, one stream",
                    "16 connections of HTTP/2 request files of 1 KiB, one after the other.",
                    ConnectionProfile.http2(16, 1),
                    SMALL),
            load(
                    "h2-small-32",
                    "Small file over HTTP/2, 32 streams",
                    "16 connections of HTTP/2 request files of 1 KiB, on 32 streams each.",
                    ConnectionProfile.http2(16, 32),
                    SMALL),
            load(
                    "h2-100k",
                    "Medium file over HTTP/2",
                    "16 connections of HTTP/2 request files of 100 KiB, on 8 streams each.",
                    ConnectionProfile.http2(16, 8),
                    new RequestMix.FileRequests("medium", 8, 100 * KIB)),
            load(
                    "h2-10m",
                    "Large file over HTTP/2",
                    "4 connections of HTTP/2 request files of 10 MiB, on 2 streams each.",
                    ConnectionProfile.http2(4, 2),
                    new RequestMix.FileRequests("large", 4, 10 * MIB)),
            page("page", "Page over HTTP/1.1", "Six connections", busy(6)),
            page("h2-page", "Page over HTTP/2", "One connection of HTTP/2", ConnectionProfile.http2(1, 80)),
            new Workload(
                    "idle",
                    "Idle connections",
                    "16 connections request files of 1 KiB; another 10,000 are open and idle.",
                    WorkloadKind.IDLE,
                    new ConnectionProfile(16, 1, false, 10_000, 0),
                    SMALL,
                    true),
            new Workload(
                    "slow-readers",
                    "Slow readers",
                    "16 connections request files of 1 KiB; another 200 read 10 MiB at 4 KiB per second.",
                    WorkloadKind.SLOW_READERS,
                    new ConnectionProfile(16, 1, false, 0, 200),
                    new RequestMix.SlowDownloads(10L * MIB, SMALL),
                    true),
            slowHandler(256),
            new Workload(
                    "startup",
                    "Startup",
                    "The server is started and polled until its first correct response.",
                    WorkloadKind.STARTUP,
                    busy(1),
                    SMALL,
                    false));

    private Workloads() {}

    /** The workload with a slow handler and this number of clients. */
    public static Workload slowHandler(int connections) {
        return new Workload(
                SLOW_HANDLER,
                "Slow handler",
                connections + " connections send requests to a handler that takes 20 ms.",
                WorkloadKind.SLOW_HANDLER,
                busy(connections),
                new RequestMix.SlowHandlerRequests(),
                true);
    }

    private static Workload load(
            String name, String title, String description, ConnectionProfile connectionProfile, RequestMix requestMix) {
        return new Workload(name, title, description, WorkloadKind.LOAD, connectionProfile, requestMix, true);
    }

    /** Latency is that of the closed loop: the requests of a page are not independent of each other. */
    private static Workload page(String name, String title, String connections, ConnectionProfile profile) {
        return new Workload(
                name,
                title,
                connections + " request the 80 files of a page of 2 MiB together, and again when all are complete.",
                WorkloadKind.LOAD,
                profile.forPages(),
                new RequestMix.PageRequests(),
                false);
    }

    private static ConnectionProfile busy(int connections) {
        return new ConnectionProfile(connections, 1, false, 0, 0);
    }

    /** All workloads in display order. */
    static List<Workload> all() {
        return ALL;
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(Workload::name).toList();
    }

    /** Whether a workload of that name uses HTTP/2. */
    public static boolean isHttp2(String name) {
        return named(name).filter(Workload::isHttp2).isPresent();
    }

    /** The names of those that do not require TLS. */
    public static List<String> namesWithoutTls() {
        return names().stream().filter(name -> !name.equals(RESUMED)).toList();
    }

    /** The workload with this name. */
    public static Optional<Workload> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
