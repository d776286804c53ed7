package dev.roundhouse.http.app.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.handlers.Explanation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DryRunJsonTest {
    @Test
    void members_are_sorted_and_indented() {
        DryRun dryRun = new DryRun(
                List.of("GET / HTTP/1.1", "Host: \"a\\b\""),
                Optional.of(Explanation.of("result", "file \u00e4")),
                List.of("HTTP/1.1 200 OK"),
                "");

        assertEquals("""
                {
                    "error" : "",
                    "request" : [
                        "GET / HTTP/1.1",
                        "Host: \\"a\\\\b\\""
                    ],
                    "response" : [
                        "HTTP/1.1 200 OK"
                    ],
                    "steps" : [
                        {
                            "result" : "file \u00e4",
                            "subject" : "result",
                            "topic" : "mapping"
                        }
                    ]
                }
                """, DryRunJson.of(dryRun));
    }

    @Test
    void rejected_request_has_an_error_and_no_steps() {
        DryRun dryRun = new DryRun(
                List.of("GET"), Optional.empty(), List.of("HTTP/1.1 400 Bad Request"), "no target\u007f\u0085");

        assertEquals("""
                {
                    "error" : "no target\\u007f\\u0085",
                    "request" : [
                        "GET"
                    ],
                    "response" : [
                        "HTTP/1.1 400 Bad Request"
                    ],
                    "steps" : []
                }
                """, DryRunJson.of(dryRun));
    }
}
