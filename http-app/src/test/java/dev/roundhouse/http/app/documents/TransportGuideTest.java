package dev.roundhouse.http.app.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.architecture.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide to writing a transport shows the code of the example, and all of it. */
class TransportGuideTest {
    private static final String PAGE = "docs/writing-a-transport.md";
    private static final String PACKAGE = "java/dev/roundhouse/http/examples/";
    private static final List<String> SHOWN_COMPLETELY = List.of(
            "http-examples/src/main/" + PACKAGE + "InMemoryAddress.java",
            "http-examples/src/main/" + PACKAGE + "InMemoryConnection.java",
            "http-examples/src/main/" + PACKAGE + "InMemoryListener.java",
            "http-examples/src/main/" + PACKAGE + "InMemoryTransport.java");
    private static final String TEST = "http-examples/src/test/" + PACKAGE + "InMemoryTransportTest.java";

    private final SourceTree tree = SourceTree.ofReactor();

    /** The lines of code without indentation, comments, package and imports. */
    private static String code(String java) {
        return java.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("package ") && !line.startsWith("import "))
                .filter(line -> !line.startsWith("/*") && !line.startsWith("*") && !line.startsWith("//"))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private String codeOf(String file) throws IOException {
        return code(Files.readString(tree.resolve(file)));
    }

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        for (MarkdownPage.Block block : MarkdownPage.read(PAGE).blocks("java")) {
            blocks.add(block.content());
        }
        return blocks;
    }

    @Test
    void every_block_of_the_page_is_code_of_the_example() throws IOException {
        List<String> files = new ArrayList<>(SHOWN_COMPLETELY);
        files.add(TEST);
        StringBuilder example = new StringBuilder();
        for (String file : files) {
            example.append(codeOf(file));
        }
        List<String> blocks = blocks();
        assertTrue(blocks.size() >= 10, () -> "only " + blocks.size() + " blocks");
        for (String block : blocks) {
            assertTrue(example.indexOf(code(block)) >= 0, () -> "not in the example:\n" + block);
        }
    }

    @Test
    void page_shows_the_complete_transport() throws IOException {
        String page = code(String.join("\n", blocks()));
        for (String file : SHOWN_COMPLETELY) {
            assertTrue(page.contains(codeOf(file)), () -> "not completely in " + PAGE + ": " + file);
        }
    }

    @Test
    void changed_line_is_found() throws IOException {
        String file = SHOWN_COMPLETELY.get(1);
        String changed = codeOf(file).replace("pump.abort();", "pump.close();");
        assertFalse(codeOf(file).contains(code("pump.close();")));
        assertFalse(code(String.join("\n", blocks())).contains(changed));
    }

    @Test
    void comments_and_imports_are_not_compared() {
        assertEquals("\nint a;\n", code("package x;\nimport y;\n\n/** Comment. */\n// Comment.\n    int a;\n"));
    }
}
