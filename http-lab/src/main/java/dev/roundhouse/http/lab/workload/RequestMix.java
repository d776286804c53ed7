package dev.roundhouse.http.lab.workload;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.RequestSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The requests of a workload and their correct responses. */
public sealed interface RequestMix {
    /**
     * The requests for a server.
     *
     * @param testSite creates the files
     * @param first sends requests to the server, for values that depend on it
     */
    List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException;

    /** The status of the correct response. */
    int status();

    /** Length of its content, if it is the same for every response. */
    long bodyBytes();

    /** Number of distinct targets. */
    default int distinctTargets() {
        return 1;
    }

    /** How responses are verified. */
    default String verification() {
        return "status, length and CRC-32C of every response";
    }

    /** Complete files of one size. */
    record FileRequests(String directory, int count, long bytes) implements RequestMix {
        private static final int FILES_PER_DIRECTORY = 100;

        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            List<RequestSpec> requests = new ArrayList<>();
            for (int each = 0; each < count; each++) {
                String name = directory + "/" + each / FILES_PER_DIRECTORY + "/" + each % FILES_PER_DIRECTORY + ".bin";
                requests.add(testSite.createFile(name, bytes).fullRequest());
            }
            return requests;
        }

        @Override
        public int distinctTargets() {
            return count;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public long bodyBytes() {
            return bytes;
        }
    }

    /** The files of a page: their number and sizes are about those of the median page of the HTTP Archive. */
    record PageRequests() implements RequestMix {
        private static final int KIB = 1 << 10;

        /** Pairs of a number of files and their size in KiB: document, style sheets, scripts, fonts, pictures and small ones. */
        private static final int[][] FILES = {{1, 32}, {6, 12}, {22, 28}, {5, 30}, {14, 60}, {12, 20}, {20, 4}};

        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            List<RequestSpec> requests = new ArrayList<>();
            for (int[] files : FILES) {
                for (int each = 0; each < files[0]; each++) {
                    String name = "page/" + requests.size() + ".bin";
                    requests.add(
                            testSite.createFile(name, (long) files[1] * KIB).fullRequest());
                }
            }
            return requests;
        }

        @Override
        public int distinctTargets() {
            return Arrays.stream(FILES).mapToInt(files -> files[0]).sum();
        }

        @Override
        public int status() {
            return 200;
        }

        /** Of different lengths. */
        @Override
        public long bodyBytes() {
            return 0;
        }
    }

    /** Files that the client has cached: RFC 9110 §13.1.2 and §13.1.3. */
    record ConditionalRequests(FileRequests files) implements RequestMix {
        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            List<RequestSpec> conditional = new ArrayList<>();
            for (RequestSpec full : files.requests(testSite, first)) {
                List<String> fields = condition(first.get(full.target()));
                conditional.add(new RequestSpec("GET", full.target(), fields, status(), 0, 0));
            }
            return conditional;
        }

        private static List<String> condition(ProbeResponse response) throws IOException {
            if (response.fields().containsKey("etag")) {
                return List.of("If-None-Match: " + response.fields().get("etag"));
            }
            if (response.fields().containsKey("last-modified")) {
                return List.of("If-Modified-Since: " + response.fields().get("last-modified"));
            }
            throw new IOException("it sends neither ETag nor Last-Modified, so conditional requests are not possible");
        }

        @Override
        public int status() {
            return 304;
        }

        @Override
        public long bodyBytes() {
            return 0;
        }
    }

    /** Files that do not exist. The first response defines the correct content, which differs between servers. */
    record MissingFileRequests() implements RequestMix {
        private static final String TARGET = "/missing/nothing-here.html";

        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            ProbeResponse response = first.get(TARGET);
            if (response.status() != status()) {
                throw new IOException("it responds with " + response.status() + " to a file that does not exist");
            }
            return List.of(
                    new RequestSpec("GET", TARGET, List.of(), status(), response.bodyBytes(), response.crc32c()));
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public long bodyBytes() {
            return 0;
        }

        @Override
        public String verification() {
            return "status of every response, and the length and CRC-32C of the server's first response";
        }
    }

    /** Ranges of one large file: RFC 9110 §14.2. */
    record RangeRequests(long fileBytes, int count, int bytes) implements RequestMix {
        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            TestFile file = testSite.createFile("range/large.bin", fileBytes);
            List<RequestSpec> requests = new ArrayList<>();
            for (int each = 0; each < count; each++) {
                // Not aligned to pages, like ranges of real clients.
                long from = (fileBytes - bytes) / count * each + each;
                String range = "Range: bytes=" + from + "-" + (from + bytes - 1);
                long crc = testSite.crc32c(file, from, bytes);
                requests.add(new RequestSpec("GET", file.target(), List.of(range), status(), bytes, crc));
            }
            return requests;
        }

        @Override
        public int status() {
            return 206;
        }

        @Override
        public long bodyBytes() {
            return bytes;
        }
    }

    /** First the file of the slow readers, then those of the active clients. */
    record SlowDownloads(long slowBytes, FileRequests busy) implements RequestMix {
        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            List<RequestSpec> requests = new ArrayList<>();
            requests.add(testSite.createFile("slow/large.bin", slowBytes).fullRequest());
            requests.addAll(busy.requests(testSite, first));
            return requests;
        }

        @Override
        public int status() {
            return busy.status();
        }

        @Override
        public long bodyBytes() {
            return busy.bodyBytes();
        }
    }

    /** The response of the slow handler to {@code /}. */
    record SlowHandlerRequests() implements RequestMix {
        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            ProbeResponse response = first.get("/");
            return List.of(new RequestSpec("GET", "/", List.of(), status(), response.bodyBytes(), response.crc32c()));
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public long bodyBytes() {
            return 0;
        }
    }
}
