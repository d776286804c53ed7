package dev.roundhouse.http.handlers;

import java.util.List;
import java.util.Random;

/** Generator of request targets that are combined from known attacks on other servers. */
public final class PathAttackGenerator {
    private static final List<String> UP = List.of(
            "..",
            "%2e%2e",
            ".%2e",
            "%2E.",
            "%252e%252e",
            "..;",
            "..;a=b",
            "..%00",
            "..%20",
            "...",
            "....",
            "%c0%ae%c0%ae",
            "%e0%80%ae%e0%80%ae",
            "%f0%80%80%ae.",
            "%u002e%u002e",
            "%uff0e%uff0e",
            "%ef%bc%8e%ef%bc%8e",
            "%e2%80%a5",
            "..%c0%af",
            "..%5c",
            "..\\",
            "%2e%2e%5c",
            ".",
            "%2e",
            ".%00.",
            ". .",
            "%2e%2e;",
            "..%09",
            "..%0d%0a");

    private static final List<String> SLASHES = List.of(
            "/",
            "/",
            "/",
            "/",
            "/",
            "/",
            "//",
            "/./",
            "///",
            "%2f",
            "%252f",
            "%5c",
            "\\",
            "/\\",
            "%c0%af",
            "%e2%88%95",
            "%ef%bc%8f",
            ";/",
            "/;/",
            "/%20/",
            "/%00/",
            "?",
            "#",
            "%2f%2f",
            "/..//../");

    private static final List<String> NAMES = List.of(
            "page.txt",
            "page.txt.gz",
            "page.txt.zst",
            "dir",
            "dir/in.txt",
            "dir/index.html",
            "listed",
            "about",
            "about.html",
            "clean",
            "index.html",
            "index",
            "styles.css",
            "styles.css.br",
            "styles.css.gz",
            "script.js",
            "script.js.gz",
            "pipes.css",
            "pipes.css.gz",
            ".well-known",
            ".well-known/security.txt",
            ".well-known/.hidden",
            ".well-known/../.git/config",
            ".git",
            ".git/config",
            ".htaccess",
            "dir/.env",
            "deep/d/d/d/file",
            "unreadable",
            "404.html");

    private static final List<String> LINKS = List.of(
            "out",
            "up",
            "hop",
            "another",
            "vault",
            "root",
            "around",
            "linkedindex",
            "linked",
            "linked.txt",
            "inside",
            "inside.txt",
            "home",
            "loop",
            "ping",
            "dangling",
            "chain3",
            "chain45",
            "topipe",
            "pipe",
            "piped");

    private static final List<String> OUTSIDE = List.of(
            "secret.txt",
            "site",
            "site/page.txt",
            "site-of-another",
            "vault",
            "vault/only-outside.txt",
            "only-outside.txt",
            "only-linked.txt",
            "linked",
            "etc/passwd",
            "proc/self/root",
            "proc/self/cwd",
            "dev/zero",
            "dev/stdin");

    private static final List<String> INVALID_NAMES = List.of(
            "names/a%20b.txt",
            "names/%252e%252e",
            "names/%252f",
            "names/dot.",
            "names/dot",
            "names/space%20",
            "names/semi;colon",
            "names/..;",
            "names/..dir/in.txt",
            "names/...",
            "names/C:",
            "names/~",
            "names/quote%22%3Cb%3E&.html",
            "names/new%0Aline",
            "names/back%5Cslash",
            "names/%C3%A4.txt",
            "names/a%CC%88.txt",
            "names/*",
            "names/%3F",
            "names/%23",
            "names/%E2%80%A5",
            "names/PAGE.TXT",
            "names/",
            "PAGE.TXT",
            "page.txt%20",
            "page.txt.",
            "page.txt%00.html",
            "page.txt::$DATA",
            "page.txt;x=1",
            "page.txt%c0%80",
            "CON",
            "C:%5c",
            "file:",
            "http://evil.example/",
            "//evil.example/",
            "%",
            "%2",
            "%zz",
            "%ff",
            "%ed%a0%80",
            "\u00FF",
            "\t",
            " ",
            "%7f",
            "%00",
            "%0d%0aSet-Cookie:a=b",
            "<script>",
            "|",
            "&",
            "~root",
            "*");

    private static final List<List<String>> ALL =
            List.of(UP, UP, SLASHES, NAMES, NAMES, LINKS, LINKS, OUTSIDE, INVALID_NAMES);

    private final Random random;

    public PathAttackGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** Returns the next random target. */
    public String next() {
        StringBuilder target = new StringBuilder(random.nextInt(50) == 0 ? "http://host" : "");
        target.append(random.nextInt(30) == 0 ? pick(SLASHES) : "/");
        for (int parts = 1 + random.nextInt(random.nextInt(8) + 1); parts > 0; parts--) {
            target.append(part());
            target.append(parts > 1 || random.nextInt(3) == 0 ? pick(SLASHES) : "");
        }
        return random.nextInt(6) == 0 ? encoded(target.toString()) : target.toString();
    }

    /** Returns a random number for further choices. */
    int choose(int bound) {
        return random.nextInt(bound);
    }

    private String part() {
        return switch (random.nextInt(40)) {
            case 0 -> "n".repeat(250 + random.nextInt(10));
            case 1 -> "../".repeat(random.nextInt(300));
            case 2 -> "%2e%2e%2f".repeat(random.nextInt(20));
            case 3 -> "d/".repeat(random.nextInt(200));
            case 4 -> noise();
            default -> pick(ALL.get(random.nextInt(ALL.size())));
        };
    }

    private String noise() {
        StringBuilder noise = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            noise.append((char) random.nextInt(256));
        }
        return noise.toString();
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The same target with more characters percent-encoded, so that they occur encoded once and twice. */
    private String encoded(String plain) {
        StringBuilder target = new StringBuilder("/");
        for (int at = 1; at < plain.length(); at++) {
            char letter = plain.charAt(at);
            if (random.nextInt(4) == 0) {
                target.append(String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", (int) letter));
            } else {
                target.append(letter);
            }
        }
        return target.toString();
    }
}
