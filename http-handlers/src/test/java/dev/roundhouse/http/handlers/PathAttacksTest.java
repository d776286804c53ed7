package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests targets combined from known attacks on other servers from a {@link MaliciousSite}. The system property
 * {@code attacks} sets their number; a million take minutes: {@code -Dtest=PathAttacksTest -Dattacks=1000000}.
 */
class PathAttacksTest {
    static final int ATTACKS = Integer.getInteger("attacks", 20_000);
    private static final long SEED = 20_261_101;

    /** The statuses of the HTTP/1.1 connection for requests that reach no handler. */
    private static final Set<Integer> OF_THE_CONNECTION = Set.of(400, 404, 405, 414, 431, 501, 505);

    private static final List<Headers> FIELDS = List.of(
            Headers.EMPTY,
            Headers.of("Accept-Encoding", "gzip"),
            Headers.of("Accept-Encoding", "br, zstd, gzip"),
            Headers.of("Range", "bytes=0-4"),
            Headers.of("Accept", "application/json"),
            Headers.of("Accept", "text/html", "Accept-Encoding", "*"));

    private final Map<Integer, Integer> statuses = new TreeMap<>();

    /** A thread that opened a FIFO would block forever: the timeout only makes that a failure. */
    @ParameterizedTest
    @EnumSource
    @Timeout(value = 1, unit = java.util.concurrent.TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void no_attack_discloses_a_secret_or_redirects_to_another_host(SymlinkPolicy symlinkPolicy, @TempDir Path parent)
            throws Exception {
        MaliciousSite site = new MaliciousSite(parent, symlinkPolicy);
        PathAttackGenerator attacks = new PathAttackGenerator(SEED + symlinkPolicy.ordinal());
        int share = ATTACKS / SymlinkPolicy.values().length + 1;
        for (int attack = 0; attack < share; attack++) {
            String label = symlinkPolicy + ", seed " + SEED + ", attack " + attack + ": ";
            attack(site, attacks, attack, label);
        }
        for (int status : List.of(200, 301, 400, 404)) {
            assertTrue(
                    statuses.getOrDefault(status, 0) > share / 100,
                    () -> "too few responses of one status: " + statuses);
        }
        System.out.println(symlinkPolicy + ": " + share + " attacks, " + statuses);
    }

    private void attack(MaliciousSite site, PathAttackGenerator attacks, int attack, String label) throws IOException {
        String target = attacks.next();
        Handler handler = site.handlers.get(attacks.choose(site.handlers.size()));
        if (attack % 8 == 0) {
            attackOnTheWire(site, handler, target, label + target);
            return;
        }
        Method method = attacks.choose(10) == 0 ? Method.HEAD : Method.GET;
        Headers fields = FIELDS.get(attacks.choose(FIELDS.size()));
        statuses.merge(site.attempt(handler, method, target, fields, label + target), 1, Integer::sum);
    }

    private static void attackOnTheWire(MaliciousSite site, Handler handler, String target, String label)
            throws IOException {
        String response =
                SiteFixtureDirectory.converse(handler, "GET " + target + " HTTP/1.1\r\nHost: example\r\n\r\n");
        site.check(response, label);
        assertTrue(response.matches("(?s)HTTP/1\\.1 \\d{3} .*"), () -> label + ": " + response);
        int status = Integer.parseInt(response.substring(9, 12));
        assertTrue(
                MaliciousSite.EXPECTED.contains(status) || OF_THE_CONNECTION.contains(status),
                () -> label + ": " + status);
    }
}
