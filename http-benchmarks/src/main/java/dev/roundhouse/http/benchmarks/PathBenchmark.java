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

/** From the path of a target to names, and from names to a file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PathBenchmark {
    /** How the file is asked for. */
    @Param({SampleSite.PLAIN, SampleSite.ENCODED, SampleSite.DOTS})
    public String path;

    private SampleSite site;
    private DocumentRoot root;

    /** Makes the site. */
    @Setup
    public void open() throws IOException {
        site = new SampleSite();
        root = new DocumentRoot(site.root());
    }

    /** Removes the site. */
    @TearDown
    public void close() throws IOException {
        site.close();
    }

    /** Decoding, ours. */
    @Benchmark
    public Optional<UriPath> decode() {
        return UriPath.parse(path);
    }

    /** Decoding, the simple way. */
    @Benchmark
    public Optional<Path> decodeBaseline() {
        return BaselinePath.decode(path);
    }

    /** Decoding, and the look at the file through open directories. */
    @Benchmark
    public Resource find() throws IOException {
        return root.resolve(UriPath.parse(path).orElseThrow());
    }

    /** Decoding, and the look at the file by its path. */
    @Benchmark
    public Optional<Path> findBaseline() throws IOException {
        return BaselinePath.find(site.root(), path);
    }
}
