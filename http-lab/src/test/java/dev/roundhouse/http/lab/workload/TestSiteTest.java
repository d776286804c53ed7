package dev.roundhouse.http.lab.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.RequestSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestSiteTest {
    @Test
    void file_has_the_given_size_and_checksum() throws IOException {
        try (TestSite testSite = TestSite.create(1)) {
            TestFile file = testSite.createFile("a/b.bin", 100_000);
            byte[] content = Files.readAllBytes(testSite.root().resolve("a/b.bin"));

            assertEquals("/a/b.bin", file.target());
            assertEquals(100_000, content.length);
            assertEquals(TestSite.crc32c(content), file.crc32c());
        }
    }

    @Test
    void same_seed_creates_same_files() throws IOException {
        try (TestSite one = TestSite.create(5);
                TestSite other = TestSite.create(5)) {
            one.createFile("x", 1_000);
            other.createFile("x", 1_000);

            assertArrayEquals(
                    Files.readAllBytes(one.root().resolve("x")),
                    Files.readAllBytes(other.root().resolve("x")));
        }
    }

    @Test
    void close_deletes_all_files() throws IOException {
        Path root;
        try (TestSite testSite = TestSite.create(1)) {
            testSite.createFile("deep/down/file", 1);
            root = testSite.root();
        }
        assertFalse(Files.exists(root));
    }

    @Test
    void range_request_has_the_checksum_of_its_bytes() throws IOException {
        try (TestSite testSite = TestSite.create(1)) {
            RequestMix ranges = new RequestMix.RangeRequests(10_000, 3, 100);
            RequestSpec last =
                    ranges.requests(testSite, TestSiteTest::unavailable).get(2);
            byte[] content = Files.readAllBytes(testSite.root().resolve("range/large.bin"));

            assertEquals(List.of("Range: bytes=6602-6701"), last.fields());
            assertEquals(206, last.status());
            assertEquals(TestSite.crc32c(Arrays.copyOfRange(content, 6602, 6702)), last.crc32c());
        }
    }

    @Test
    void condition_uses_the_validators_of_the_first_response() throws IOException {
        try (TestSite testSite = TestSite.create(1)) {
            RequestMix requestMix = new RequestMix.ConditionalRequests(new RequestMix.FileRequests("f", 1, 10));
            RequestSpec requestSpec = requestMix
                    .requests(
                            testSite,
                            target -> ProbeResponse.ofBody(
                                    200, Map.of("etag", "\"1\"", "last-modified", "x"), new byte[0]))
                    .get(0);

            assertEquals(List.of("If-None-Match: \"1\""), requestSpec.fields());
            assertEquals(304, requestSpec.status());
            assertEquals(0, requestSpec.bodyBytes());
        }
    }

    @Test
    void slow_readers_use_the_first_request() throws IOException {
        try (TestSite testSite = TestSite.create(1)) {
            RequestMix requestMix = new RequestMix.SlowDownloads(1_000, new RequestMix.FileRequests("small", 2, 10));

            assertEquals(
                    List.of("/slow/large.bin", "/small/0/0.bin", "/small/0/1.bin"),
                    requestMix.requests(testSite, TestSiteTest::unavailable).stream()
                            .map(RequestSpec::target)
                            .toList());
        }
    }

    @Test
    void workload_names_are_unique() {
        assertEquals(
                Workloads.all().size(), Workloads.names().stream().distinct().count());
        assertEquals(Workloads.all().get(0), Workloads.named("small-1").orElseThrow());
    }

    private static ProbeResponse unavailable(String target) throws IOException {
        throw new IOException("unexpected request for " + target);
    }
}
