package dev.roundhouse.http.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files, methods and packages of the main code have at most so many lines and types, and no type name is declared twice. */
class StructureTest {
    private static final int MIN_FILES = 800;

    private static Structure reactor() {
        return new Structure(JavaSource.ofReactor());
    }

    private static Structure of(SourceFile... files) throws IOException {
        return Structure.of(List.of(files));
    }

    @Test
    void complete_reactor_is_parsed() throws IOException {
        int count = reactor().sources().size();
        assertTrue(count >= MIN_FILES, () -> "only " + count + " Java files");
    }

    @Test
    void no_simple_type_name_is_declared_twice() throws IOException {
        assertEquals(List.of(), reactor().duplicateNames());
    }

    @Test
    void name_declared_twice_is_found() throws IOException {
        Structure structure = of(
                new SourceFile("a/src/main/java/a/Outer.java", "package a; class Outer { record Inner() {} }"),
                new SourceFile("b/src/test/java/b/Inner.java", "package b; class Inner {}"),
                new SourceFile("a/src/main/java/package-info.java", "package a;"),
                new SourceFile("b/src/main/java/package-info.java", "package b;"));
        assertEquals(
                List.of("Inner: a/src/main/java/a/Outer.java, b/src/test/java/b/Inner.java"),
                structure.duplicateNames());
    }

    @Test
    void no_main_file_is_too_long() throws IOException {
        assertEquals(List.of(), reactor().longFiles());
    }

    @Test
    void long_main_file_is_found() throws IOException {
        String text = "class A {\n" + "\n".repeat(Structure.MAX_FILE_LINES) + "}\n";
        Structure structure =
                of(new SourceFile("a/src/main/java/A.java", text), new SourceFile("a/src/test/java/B.java", text));
        assertEquals(List.of("a/src/main/java/A.java: 402 lines"), structure.longFiles());
    }

    @Test
    void no_method_is_too_long() throws IOException {
        assertEquals(List.of(), reactor().longMethods());
    }

    @Test
    void long_method_is_found() throws IOException {
        String lines = "\n".repeat(Structure.MAX_METHOD_LINES - 1);
        String text = "class A {\n/** Comment. */\nvoid shorter() {" + lines + "}\n@Deprecated\nvoid longer() {" + lines
                + "}\n}";
        Structure structure =
                of(new SourceFile("a/src/main/java/A.java", text), new SourceFile("a/src/test/java/B.java", text));
        assertEquals(List.of("a/src/main/java/A.java:43: longer has 41 lines"), structure.longMethods());
    }

    @Test
    void no_package_has_too_many_types() throws IOException {
        assertEquals(List.of(), reactor().largePackages());
    }

    @Test
    void large_package_is_found() throws IOException {
        StringBuilder text = new StringBuilder("package a;\n");
        for (int i = 0; i <= Structure.MAX_PACKAGE_TYPES; i++) {
            text.append("class T").append(i).append(" { class N").append(i).append(" {} }\n");
        }
        Structure structure = of(
                new SourceFile("m/src/main/java/a/T.java", text.toString()),
                new SourceFile("m/src/test/java/a/U.java", text.toString()));
        assertEquals(List.of("m: a has 26 types"), structure.largePackages());
    }
}
