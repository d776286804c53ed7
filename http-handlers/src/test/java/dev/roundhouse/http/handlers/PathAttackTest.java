package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths put together from what broke other servers, against a root with a secret beside it. */
class PathAttackTest {
    private static final int ATTACKS = 100_000;
    private static final long SEED = 20_261_101;
    private static final Set<String> PUBLIC = Set.of("page", "folder index", "in folder");

    private static final List<String> PARTS = List.of(
            "/",
            "/",
            "/",
            "/",
            "//",
            "..",
            "../",
            "/..",
            ".",
            "./",
            "...",
            "..;",
            ";",
            "%2e",
            "%2E%2e",
            ".%2e/",
            "%2f",
            "%5c",
            "\\",
            "..\\",
            "%252e%252e",
            "%252f",
            "%00",
            "%",
            "%c0%ae",
            "%c0%af",
            "%e0%80%ae",
            "%u002e",
            "%uff0e",
            "%0d%0aX:y",
            "~",
            ":",
            "::$DATA",
            "C:",
            "file:",
            "?",
            "?q=../",
            "folder",
            "folder/",
            "page.txt",
            "index.html",
            "in.txt",
            "out",
            "up",
            "hop",
            "inside",
            "site",
            "secret.txt",
            "../secret.txt",
            ".git",
            ".git/config",
            "etc/passwd",
            "proc/self/root",
            "*",
            "|",
            "%20",
            "+",
            "%C3%A4",
            "evil.example");

    private Site site;

    @BeforeEach
    void makes_a_site(@TempDir Path directory) throws IOException {
        site = new Site(directory);
        site.file("page.txt", "page");
        site.file("folder/index.html", "folder index");
        site.file("folder/in.txt", "in folder");
        site.file(".git/config", Site.SECRET);
        site.directory("evil.example");
        site.link("out", "../secret.txt");
        site.link("up", "..");
        site.link("hop", "up");
        site.link("inside", "folder");
    }

    @Test
    void no_attack_reads_the_secret_or_leads_to_another_host() throws IOException {
        Random random = new Random(SEED);
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int attack = 0; attack < ATTACKS; attack++) {
            String target = target(random);
            answers.merge(attempt(target, "attack " + attack + " of seed " + SEED + ": " + target), 1, Integer::sum);
        }
        assertEquals(Set.of(200, 301, 400, 404), answers.keySet());
        assertTrue(answers.values().stream().allMatch(count -> count > 500), "a lopsided mixture: " + answers);
    }

    private int attempt(String target, String label) throws IOException {
        Response response = site.get(target);
        String text = Site.read(response.body());
        assertFalse(text.contains(Site.SECRET), label);
        int status = response.status().code();
        if (status == 200) {
            assertTrue(PUBLIC.contains(text), label);
        } else if (status == 301) {
            followsOnce(response.headers().first(FieldName.LOCATION).orElseThrow(), label);
        }
        return status;
    }

    /** A redirect stays on this host, and is the only one. */
    private void followsOnce(String location, String label) throws IOException {
        assertTrue(location.matches("/([^/\\\\].*)?"), label + " -> " + location);
        Response next = site.get(location);
        next.body().close();
        assertTrue(next.status().code() != 301 && next.status().code() != 400, label + " -> " + location);
    }

    private static String target(Random random) {
        StringBuilder target = new StringBuilder("/");
        for (int parts = 1 + random.nextInt(6); parts > 0; parts--) {
            target.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return target.toString();
    }
}
