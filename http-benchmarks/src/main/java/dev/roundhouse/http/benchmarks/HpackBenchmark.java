package dev.roundhouse.http.benchmarks;

import dev.roundhouse.http.hpack.HpackDecoder;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackException;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.hpack.HpackOutput;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Field blocks of HTTP/2: a response head with and without a dynamic table, and a request of a browser. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HpackBenchmark {
    /** The head of the response for a small file. */
    static final List<HpackField> RESPONSE = List.of(
            new HpackField(":status", "200"),
            new HpackField("content-type", "text/css; charset=utf-8"),
            new HpackField("content-length", "1016"),
            new HpackField("last-modified", "Thu, 01 Jan 2026 12:00:00 GMT"),
            new HpackField("etag", "\"3f8-1886a2f5f4b0000\""),
            new HpackField("accept-ranges", "bytes"),
            new HpackField("vary", "Accept-Encoding"),
            new HpackField("x-content-type-options", "nosniff"),
            new HpackField("date", "Thu, 01 Jan 2026 12:00:00 GMT"),
            new HpackField("server", "Roundhouse"));

    /** The head of a request of a browser. */
    static final List<HpackField> REQUEST = List.of(
            new HpackField(":method", "GET"),
            new HpackField(":authority", "www.example.org"),
            new HpackField(":scheme", "https"),
            new HpackField(":path", "/assets/site.css"),
            new HpackField("sec-ch-ua-platform", "\"Linux\""),
            new HpackField("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"),
            new HpackField("accept", "text/css,*/*;q=0.1"),
            new HpackField("sec-fetch-site", "same-origin"),
            new HpackField("sec-fetch-mode", "no-cors"),
            new HpackField("sec-fetch-dest", "style"),
            new HpackField("referer", "https://www.example.org/articles/2026/a-long-way-home"),
            new HpackField("accept-encoding", "gzip, deflate, br, zstd"),
            new HpackField("accept-language", "en-GB,en;q=0.9,de;q=0.8"));

    private final HpackOutput output = new HpackOutput();
    private final HpackEncoder encoder = new HpackEncoder(4096);
    private final HpackDecoder decoder = new HpackDecoder(4096, 16_384, 100);
    private final byte[] literalBlock = HpackEncoder.encodeStateless(REQUEST);
    private final byte[] indexedBlock = indexedBlock();

    /** The block of the second equal request of a connection. The decoder has received the first one. */
    private byte[] indexedBlock() {
        HpackEncoder client = new HpackEncoder(4096);
        byte[] first = client.encode(REQUEST);
        try {
            decoder.decode(first, 0, first.length, field -> {});
        } catch (HpackException e) {
            throw new IllegalStateException(e);
        }
        return client.encode(REQUEST);
    }

    /** A response without a dynamic table. */
    @Benchmark
    public int encodeStateless() {
        output.clear();
        for (HpackField field : RESPONSE) {
            HpackEncoder.encodeStateless(field.name(), field.value(), output);
        }
        return output.size();
    }

    /** The same response again, with a dynamic table. */
    @Benchmark
    public int encodeWithTable() {
        output.clear();
        encoder.beginBlock(output);
        for (HpackField field : RESPONSE) {
            encoder.encode(field, output);
        }
        return output.size();
    }

    /** A request whose fields are literals. */
    @Benchmark
    public boolean decodeLiterals() throws HpackException {
        return decoder.decode(literalBlock, 0, literalBlock.length, field -> {});
    }

    /** The same request again: all fields but the path are in the tables. */
    @Benchmark
    public boolean decodeIndexed() throws HpackException {
        return decoder.decode(indexedBlock, 0, indexedBlock.length, field -> {});
    }
}
