package dev.roundhouse.http.app.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java code of the README and of the page about embedding compiles; the example of the protocol library also runs, and prints
 * what the README shows.
 */
class ReadmeCodeTest {
    private static final Pattern WITH_OUTPUT =
            Pattern.compile("(?ms)^```java\\n([^`]*?)^```\\n.*?^```text\\n(.*?)^```$");

    @TempDir
    Path classes;

    @Test
    void every_example_compiles() throws IOException {
        List<MarkdownPage.Block> blocks = MarkdownPage.read("README.md").blocks("java");
        assertTrue(blocks.size() >= 3, () -> "only " + blocks.size() + " examples");
        for (MarkdownPage.Block block : blocks) {
            assertEquals("", compile(block.content()), block.content());
        }
    }

    @Test
    void every_example_of_the_page_about_embedding_compiles() throws IOException {
        List<MarkdownPage.Block> blocks = MarkdownPage.read("docs/embedding.md").blocks("java");
        assertTrue(blocks.size() >= 6, () -> "only " + blocks.size() + " examples");
        for (MarkdownPage.Block block : blocks) {
            assertEquals("", compile(block.content()), block.content());
        }
    }

    @Test
    void error_in_an_example_is_found() throws IOException {
        assertTrue(compile("Missing type = null;").contains("Missing"));
    }

    @Test
    void protocol_example_prints_the_shown_output() throws Exception {
        String page = MarkdownPage.read("README.md").text();
        Matcher example = WITH_OUTPUT.matcher(page.substring(page.indexOf("## Use the protocol library")));
        assertTrue(example.find());
        assertEquals("", compile(example.group(1)));

        assertEquals(example.group(2), run().replace("\r\n", "\n"));
    }

    private String compile(String statements) throws IOException {
        String source = """
                import dev.roundhouse.http.connection.*;
                import dev.roundhouse.http.h1.*;
                import dev.roundhouse.http.h2.*;
                import dev.roundhouse.http.handlers.headers.CorsPolicy;
                import dev.roundhouse.http.h1.server.*;
                import dev.roundhouse.http.message.*;
                import dev.roundhouse.http.testing.*;
                import dev.roundhouse.http.server.*;
                import dev.roundhouse.http.server.content.*;
                import dev.roundhouse.http.server.content.multipart.*;
                import dev.roundhouse.http.server.filter.*;
                import dev.roundhouse.http.server.routing.*;
                import dev.roundhouse.http.tls.*;
                import dev.roundhouse.http.tls.certificate.*;
                import dev.roundhouse.http.transport.*;
                import dev.roundhouse.http.transport.blocking.*;
                import dev.roundhouse.http.transport.nio.*;
                import java.net.InetSocketAddress;
                import java.nio.*;
                import java.nio.charset.StandardCharsets;
                import java.time.*;
                import java.nio.file.Path;
                import java.time.Duration;
                import java.util.List;
                import java.util.NoSuchElementException;
                import java.util.Set;
                import java.util.concurrent.*;
                public class Example {
                    static Executor executor;
                    static Path directory;
                    static Database database;
                    interface Database {
                        String query();
                    }
                    static Reply receive(Request request) {
                        return Response.of(Status.OK);
                    }
                    public static void run(java.io.PrintStream out) throws Exception {
                %s
                    }
                }
                """.formatted(statements.replace("System.out", "out"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        JavaFileObject file = new SimpleJavaFileObject(URI.create("text:/Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        return compiler.getTask(messages, null, null, options, null, List.of(file))
                        .call()
                ? ""
                : messages.toString();
    }

    private String run() throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        URL[] urls = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader());
                PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            loader.loadClass("Example").getMethod("run", PrintStream.class).invoke(null, out);
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}
