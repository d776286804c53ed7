package dev.roundhouse.http.lab.workload;

import dev.roundhouse.http.lab.load.LoadSpec.RequestSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What clients ask, and what the correct answer is. */
public sealed interface RequestMix {
    /**
     * The requests for a server.
     *
     * @param testSite where the files are made
     * @param first asks the server itself, for what only it can tell
     */
    List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException;

    /** The status of the correct answer. */
    int status();

    /** Octets of its content, where every answer has the same. */
    long bodyBytes();

    /** How many different things are asked for. */
    default int distinctTargets() {
        return 1;
    }

    /** How answers are checked. */
    default String verification() {
        return "status, length and CRC-32C of every answer";
    }

    /** Whole files, all of one size. */
    record FileRequests(String directory, int count, long bytes) implements RequestMix {
        private static final int FILES_PER_DIRECTORY = 100;

        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            List<RequestSpec> asked = new ArrayList<>();
            for (int each = 0; each < count; each++) {
                String name = directory + "/" + each / FILES_PER_DIRECTORY + "/" + each % FILES_PER_DIRECTORY + ".bin";
                asked.add(testSite.createFile(name, bytes).fullRequest());
            }
            return asked;
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

    /** Files that the client has already: RFC 9110 §13.1.2 and §13.1.3. */
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
            throw new IOException("it sends neither ETag nor Last-Modified, so it cannot be asked for changes");
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

    /** Files that do not exist. The first answer says what a correct one holds: each server words its own. */
    record MissingFileRequests() implements RequestMix {
        private static final String TARGET = "/missing/nothing-here.html";

        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            ProbeResponse response = first.get(TARGET);
            if (response.status() != status()) {
                throw new IOException("it answers " + response.status() + " to a file that does not exist");
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
            return "status of every answer, and the length and CRC-32C of the server's first";
        }
    }

    /** Parts of one large file: RFC 9110 §14.2. */
    record RangeRequests(long fileBytes, int count, int bytes) implements RequestMix {
        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            TestFile file = testSite.createFile("range/large.bin", fileBytes);
            List<RequestSpec> asked = new ArrayList<>();
            for (int each = 0; each < count; each++) {
                // Not on the borders of pages, since those of real clients are not.
                long from = (fileBytes - bytes) / count * each + each;
                String range = "Range: bytes=" + from + "-" + (from + bytes - 1);
                long crc = testSite.crc32c(file, from, bytes);
                asked.add(new RequestSpec("GET", file.target(), List.of(range), status(), bytes, crc));
            }
            return asked;
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

    /** One file for the slow readers first, then those of the busy clients. */
    record SlowDownloads(long slowBytes, FileRequests busy) implements RequestMix {
        @Override
        public List<RequestSpec> requests(TestSite testSite, ProbeResponse.Prober first) throws IOException {
            List<RequestSpec> asked = new ArrayList<>();
            asked.add(testSite.createFile("slow/large.bin", slowBytes).fullRequest());
            asked.addAll(busy.requests(testSite, first));
            return asked;
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

    /** Whatever the server says to {@code /} after it has waited. */
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
