package dev.roundhouse.http.benchmarks;

import java.nio.charset.StandardCharsets;

/** Requests of typical clients. */
public final class SampleRequests {
    /** The minimum that HTTP/1.1 requires. */
    public static final String BARE = "GET / HTTP/1.1\r\nHost: www.example.org\r\n\r\n";

    /** A browser's request for a style sheet. */
    public static final String BROWSER = String.join(
            "\r\n",
            "GET /assets/site.css HTTP/1.1",
            "Host: www.example.org",
            "Connection: keep-alive",
            "Cache-Control: no-cache",
            "Pragma: no-cache",
            "sec-ch-ua: \"Chromium\";v=\"142\", \"Not_A Brand\";v=\"99\"",
            "sec-ch-ua-mobile: ?0",
            "sec-ch-ua-platform: \"Linux\"",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Accept: text/css,*/*;q=0.1",
            "DNT: 1",
            "Sec-Fetch-Site: same-origin",
            "Sec-Fetch-Mode: no-cors",
            "Sec-Fetch-Dest: style",
            "Referer: https://www.example.org/articles/2026/a-long-way-home",
            "Accept-Encoding: gzip, deflate, br, zstd",
            "Accept-Language: en-GB,en;q=0.9,de;q=0.8",
            "",
            "");

    private SampleRequests() {}

    /** The request of that name: "bare" or "browser". */
    public static String request(String name) {
        return name.equals("bare") ? BARE : BROWSER;
    }

    /** The bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
