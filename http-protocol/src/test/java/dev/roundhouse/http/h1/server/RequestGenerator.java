package dev.roundhouse.http.h1.server;

import static dev.roundhouse.http.semantics.SeededProperties.oneOf;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.semantics.SeededProperties;
import java.util.SplittableRandom;

/** Generates valid requests and malformed ones. */
final class RequestGenerator {
    private static final String TOKEN = "abcXYZ019-_.~!#$%&'*+^`|";
    private static final String VALUE = "abc XYZ,;=\"\\\t\u00e9:/019";
    private static final String[] FRAGMENTS = {
        "\r",
        "\n",
        "\r\n",
        "\0",
        " ",
        "\t",
        ":",
        ";",
        ",",
        "\"",
        "\\",
        "\u00ff",
        "0",
        "-1",
        "+5",
        "0x5",
        "FFFFFFFFFFFFFFFFF",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, gzip\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Content-Length: 5\r\n",
        "Content-Length: 5, 5\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Host: b\r\n",
        "Connection: close\r\n",
        "Connection: keep-alive\r\n",
        "0\r\n\r\n",
        "5;a=\"b\"\r\nhello\r\n",
        "\r\n\r\n",
        " folded\r\n",
        "HTTP/1.0",
        "HTTP/2.0",
        "GET /b1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "%00",
        "%2e%2e/",
        "http://a/",
        "*"
    };

    private final SplittableRandom random;

    RequestGenerator(SplittableRandom random) {
        this.random = random;
    }

    /** Several requests, most of them valid, some malformed. */
    byte[] requests() {
        StringBuilder requests = new StringBuilder();
        for (int left = 1 + random.nextInt(5); left > 0; left--) {
            String request = valid();
            requests.append(request);
            if (random.nextInt(6) == 0) {
                requests.append(request)
                        .append("\r\n")
                        .append(request)
                        .append("\r\n\r\n")
                        .append(request);
            }
        }
        return HttpGrammar.encode(random.nextInt(3) == 0 ? malformed(requests) : requests.toString());
    }

    /** One well-formed request. */
    String valid() {
        boolean http10 = random.nextInt(6) == 0;
        StringBuilder head = new StringBuilder("\r\n".repeat(Math.max(0, random.nextInt(6) - 3)));
        String method =
                oneOf(random, "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "M-SEARCH");
        head.append(method).append(' ').append(target(method)).append(http10 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
        head.append(oneOf(random, "Host: a.example\r\n", "host:\r\n", "HOST: [::1]:80 \r\n"));
        for (int left = random.nextInt(4); left > 0; left--) {
            head.append('x')
                    .append(SeededProperties.text(random, TOKEN, 12))
                    .append(':')
                    .append(SeededProperties.text(random, " \t", 2));
            head.append(SeededProperties.text(random, VALUE, 30)).append("\r\n");
        }
        if (random.nextInt(8) == 0) {
            head.append(oneOf(random, "Connection: close\r\n", "Connection: keep-alive, x\r\n"));
        }
        return head + body(http10);
    }

    private String target(String method) {
        if (method.equals("OPTIONS") && random.nextBoolean()) {
            return "*";
        }
        String prefix = oneOf(random, "", "", "", "http://b.example:8080");
        char kind = "bbbssmmttfijppnouuuuvwxyz".charAt(random.nextInt(25));
        int size = random.nextInt(oneOf(random, 1, 10, 1_000, 1_000, 70_000));
        return prefix + "/" + kind + size + oneOf(random, "", "", "?q=1&r", "/%41%2F..");
    }

    private String body(boolean http10) {
        int kind = random.nextInt(4);
        if (kind < 2 || (http10 && kind == 3)) {
            return "\r\n";
        }
        String content = SeededProperties.text(random, "GET /\r\n0123:", random.nextInt(8) == 0 ? 5_000 : 40);
        return kind == 2 ? "Content-Length: " + content.length() + "\r\n\r\n" + content : chunked(content);
    }

    private String chunked(String content) {
        StringBuilder body = new StringBuilder(
                oneOf(random, "Transfer-Encoding: chunked\r\n\r\n", "TE: x\r\ntransfer-encoding:,CHUNKED\r\n\r\n"));
        for (int at = 0; at < content.length(); ) {
            int size = 1 + random.nextInt(content.length() - at);
            body.append("0".repeat(random.nextInt(3)))
                    .append(Integer.toHexString(size))
                    .append(extension());
            body.append("\r\n").append(content, at, at + size).append("\r\n");
            at += size;
        }
        return body.append("0")
                .append(extension())
                .append("\r\n")
                .append(oneOf(random, "", "", "T: v\r\n"))
                .append("\r\n")
                .toString();
    }

    private String extension() {
        return oneOf(random, "", "", "", ";a", " ; a = b;c=\"d\\\"; e\"", ";a\t=\t\"\"");
    }

    private String malformed(StringBuilder requests) {
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(requests.length() + 1);
            int to = Math.min(requests.length(), at + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> requests.insert(at, oneOf(random, FRAGMENTS));
                case 1 -> requests.replace(at, to, oneOf(random, FRAGMENTS));
                case 2 -> requests.delete(at, to);
                case 3 ->
                    requests.insert(at, requests.substring(at, Math.min(requests.length(), at + random.nextInt(200))));
                default ->
                    requests.insert(at, SeededProperties.text(random, TOKEN, 1).repeat(random.nextInt(3_000)));
            }
        }
        return random.nextInt(4) == 0
                ? requests.substring(0, random.nextInt(requests.length() + 1))
                : requests.toString();
    }
}
