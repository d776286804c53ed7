package dev.roundhouse.http.hpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example on the page of the package, which is compiled and run here. */
class HpackPackageExampleTest {
    @Test
    void example_of_the_page_runs() throws IOException {
        HpackEncoder encoder = new HpackEncoder(4096);
        HpackDecoder decoder = new HpackDecoder(4096, 16_384, 100);
        byte[] block = encoder.encode(List.of(new HpackField(":method", "GET"), new HpackField("accept", "text/html")));
        List<HpackField> fields = new ArrayList<>();
        try {
            boolean complete = decoder.decode(block, 0, block.length, fields::add);
            assertTrue(complete);
        } catch (HpackException e) {
            throw new AssertionError(e);
        }
        assertEquals(List.of(new HpackField(":method", "GET"), new HpackField("accept", "text/html")), fields);

        String page = Files.readString(Path.of("src/main/java/dev/roundhouse/http/hpack/package-info.java"));
        String test = Files.readString(Path.of("src/test/java/dev/roundhouse/http/hpack/HpackPackageExampleTest.java"));
        List<String> code = page.substring(page.indexOf("{@code") + 6, page.indexOf("}</pre>"))
                .lines()
                .map(line -> line.replaceFirst("^ \\*", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .toList();
        assertEquals(8, code.size());
        String squeezed = test.replaceAll("\\s", "");
        for (String line : code) {
            assertTrue(squeezed.contains(line.replaceAll("\\s", "")), line);
        }
    }
}
