package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests random targets of a {@link MaliciousSite}: no response discloses a secret, redirects to another host or has an
 * unexpected status. The first byte selects the policy for links, the handler and the headers; the rest is the target. It may
 * contain bytes that a request line cannot, so it is also sent as bytes.
 */
class FileHandlerFuzzTest {
    private static final List<Headers> FIELDS = List.of(
            Headers.EMPTY,
            Headers.of("Accept-Encoding", "gzip, br"),
            Headers.of("Range", "bytes=0-4"),
            Headers.of("Accept", "application/json"));

    private static final List<MaliciousSite> SITES = new ArrayList<>();

    @BeforeAll
    static void create_sites(@TempDir Path parent) throws IOException, InterruptedException {
        SITES.clear();
        for (SymlinkPolicy symlinkPolicy : SymlinkPolicy.values()) {
            SITES.add(new MaliciousSite(Files.createDirectory(parent.resolve(symlinkPolicy.name())), symlinkPolicy));
        }
    }

    @FuzzTest(maxDuration = "3m")
    void no_target_discloses_a_secret_or_causes_an_error(byte[] fuzzed) throws IOException {
        int choice = fuzzed.length == 0 ? 0 : fuzzed[0] & 0xFF;
        String target = fuzzed.length == 0 ? "" : new String(fuzzed, 1, fuzzed.length - 1, StandardCharsets.ISO_8859_1);
        MaliciousSite site = SITES.get(choice % SITES.size());
        Handler handler = site.handlers.get(choice / 4 % site.handlers.size());
        site.attempt(handler, Method.GET, target, FIELDS.get(choice / 16 % FIELDS.size()), target);
        if (choice >= 128) {
            String response =
                    SiteFixtureDirectory.converse(handler, "GET " + target + " HTTP/1.1\r\nHost: example\r\n\r\n");
            site.check(response, target);
            assertTrue(response.isEmpty() || response.startsWith("HTTP/1.1 "), response);
        }
    }
}
