package dev.roundhouse.http.app.h2spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class H2specReportTest {
    private static final String REPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites>
              <testsuite name="3.1. DATA" package="generic/3.1" id="3.1" tests="1" skipped="0" failures="0" errors="0">
                <testcase package="generic/3.1" classname="Sends a DATA frame" time="0.0005"></testcase>
              </testsuite>
              <testsuite name="4.2. Frame Size" package="http2/4.2" id="4.2" tests="3" skipped="1" failures="0" errors="1">
                <testcase package="http2/4.2" classname="Sends a DATA frame of 2^14 bytes" time="0.4"></testcase>
                <testcase package="http2/4.2" classname="Sends a large &#34;HEADERS&#34; frame" time="1.0060">
                  <error>GOAWAY Frame (Error Code: FRAME_SIZE_ERROR)
            Connection closed
            DATA Frame (length:1492, flags:0x01, stream_id:1)</error>
                </testcase>
                <testcase package="http2/4.2" classname="Sends nothing" time="0"><skipped></skipped></testcase>
              </testsuite>
            </testsuites>
            """;

    @Test
    void each_case_has_its_section_number_title_and_result() throws IOException {
        assertEquals(
                List.of(
                        new H2specCase("generic/3.1/1 Sends a DATA frame", Optional.empty()),
                        new H2specCase("http2/4.2/1 Sends a DATA frame of 2^14 bytes", Optional.empty()),
                        new H2specCase(
                                "http2/4.2/2 Sends a large \"HEADERS\" frame",
                                Optional.of(
                                        "expected: GOAWAY Frame (Error Code: FRAME_SIZE_ERROR), or Connection closed; "
                                                + "received: DATA Frame (length:1492, flags:0x01, stream_id:1)")),
                        new H2specCase("http2/4.2/3 Sends nothing", Optional.of("skipped"))),
                H2specReport.parse(REPORT));
    }

    @Test
    void report_that_ends_early_is_an_error() {
        String part = REPORT.substring(0, REPORT.length() / 2);

        assertThrows(IOException.class, () -> H2specReport.parse(part));
    }
}
