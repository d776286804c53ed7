package dev.roundhouse.http.benchmarks;

import dev.roundhouse.http.benchmarks.baseline.BaselinePath;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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

/** Decodes the path of a request target, and finds its file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PathBenchmark {
    /** The path of the request. */
    @Param({SampleSite.PLAIN, SampleSite.ENCODED, SampleSite.DOTS})
    public String path;

    private SampleSite site;
    private DocumentRoot root;

    /** Creates the site. */
    @Setup
    public void open() throws IOException {
        site = new SampleSite();
        root = new DocumentRoot(site.root());
    }

    /** Removes the site. */
    @TearDown
    public void close() throws IOException {
        root.close();
        site.close();
    }

    /** Decodes the path with the decoder of this project. */
    @Benchmark
    public Optional<UriPath> decode() {
        return UriPath.parse(path);
    }

    /** Decodes the path with the baseline. */
    @Benchmark
    public Optional<Path> decodeBaseline() {
        return BaselinePath.decode(path);
    }

    /** Decodes the path, and finds the file through directory handles. */
    @Benchmark
    public Resource find() throws IOException {
        return root.resolve(UriPath.parse(path).orElseThrow());
    }

    /** Decodes the path, and finds the file by its path. */
    @Benchmark
    public Optional<Path> findBaseline() throws IOException {
        return BaselinePath.find(site.root(), path);
    }
}
