package dev.roundhouse.http.benchmarks;

import dev.roundhouse.http.benchmarks.baseline.BaselineFileHandler;
import dev.roundhouse.http.handlers.FileHandler;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a request to a response, for a small file: cached, not cached, and the baseline. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FileHandlerBenchmark {
    /** Additional request headers: none, Accept-Encoding, or If-None-Match. */
    @Param({"plain", "coded", "conditional"})
    public String requestKind;

    private SampleSite site;
    private DocumentRoot root;
    private Handler cached;
    private Handler uncached;
    private Handler baseline;
    private Request request;
    private Request baselineRequest;

    /** Creates the site and requests the file once, so that it is cached. */
    @Setup
    public void open() throws IOException {
        site = new SampleSite();
        root = new DocumentRoot(site.root());
        cached = new FileHandler(root);
        uncached = new FileHandler(root, FileOptions.DEFAULT.withCacheBytes(0), InstantSource.system());
        baseline = new BaselineFileHandler(site.root());
        request = requestTo(cached);
        baselineRequest = requestTo(baseline);
    }

    /** Removes the site. */
    @TearDown
    public void close() throws IOException {
        root.close();
        site.close();
    }

    private Request requestTo(Handler handler) throws IOException {
        Request plain = Request.get("www.example.org", SampleSite.PLAIN);
        return switch (requestKind) {
            case "coded" -> with(plain, FieldName.ACCEPT_ENCODING, "gzip, deflate, br, zstd");
            case "conditional" -> with(plain, FieldName.IF_NONE_MATCH, tag(handler, plain));
            default -> plain;
        };
    }

    private static Request with(Request plain, FieldName name, String value) {
        return new Request(
                plain.method(), plain.target(), plain.version(), plain.headers().with(name, value));
    }

    private static String tag(Handler handler, Request plain) throws IOException {
        return respond(handler, plain).headers().first(FieldName.ETAG).orElseThrow();
    }

    private static Response respond(Handler handler, Request request) throws IOException {
        Response response = (Response) handler.handle(request);
        response.body().close();
        return response;
    }

    /** The file is cached, and revalidated once a second. */
    @Benchmark
    public Response cached() throws IOException {
        return respond(cached, request);
    }

    /** Without a cache. */
    @Benchmark
    public Response uncached() throws IOException {
        return respond(uncached, request);
    }

    /** The baseline, which does not support codings. */
    @Benchmark
    public Response baseline() throws IOException {
        return respond(baseline, baselineRequest);
    }
}
