package dev.roundhouse.http.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The words of build-checks/words.txt appear in no source, comment, message, page or file name. */
class VocabularyTest {
    private static final int MIN_FILES = 2000;

    private final SourceTree tree = SourceTree.ofReactor();
    private final Vocabulary vocabulary = Vocabulary.parse(Files.readString(tree.resolve("build-checks/words.txt")));

    VocabularyTest() throws IOException {}

    @Test
    void no_file_uses_a_word_of_the_list() throws IOException {
        List<SourceFile> files = tree.files();
        assertTrue(files.size() >= MIN_FILES, () -> "only " + files.size() + " files");
        List<String> findings = files.stream()
                .filter(file -> !vocabulary.skips(file))
                .flatMap(file -> vocabulary.findings(file).stream())
                .toList();
        assertTrue(findings.isEmpty(), () -> findings.size() + " findings:\n" + String.join("\n", findings));
    }

    @TestFactory
    Stream<DynamicTest> each_word_is_found_in_names_and_text() {
        return vocabulary.terms().keySet().stream().map(word -> DynamicTest.dynamicTest(word, () -> assertFound(word)));
    }

    private void assertFound(String word) {
        StringBuilder camelCase = new StringBuilder("a");
        for (String part : word.split(" ")) {
            camelCase.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        String snakeCase = "returns_" + word.replace(' ', '_') + "_first";
        for (String text :
                List.of(camelCase + "Test", snakeCase, "// The " + word + ", and more.", "\"" + word + "\"")) {
            List<String> findings = vocabulary.findings(new SourceFile("src/Example.java", "first line\n" + text));
            assertEquals(1, findings.size(), text);
            assertTrue(findings.get(0).startsWith("src/Example.java:2: '" + word + "', use: "), findings.get(0));
            assertTrue(findings.get(0).contains(vocabulary.terms().get(word)), findings.get(0));
        }
    }

    @Test
    void word_within_a_longer_word_is_not_found() {
        Vocabulary one = Vocabulary.parse("cat -> dog\nallow CAT9");
        assertEquals(List.of(), one.findings(new SourceFile("a", "concatenate Category CAT9")));
        assertEquals(1, one.findings(new SourceFile("a", "theCat CAT9")).size());
    }

    @Test
    void word_in_the_name_of_a_file_is_found() {
        Vocabulary one = Vocabulary.parse("cat -> dog\nskip vendor/");
        assertEquals(
                List.of("a/black-cat.txt: 'cat', use: dog | a/black-cat.txt"),
                one.findings(new SourceFile("a/black-cat.txt", "")));
        assertTrue(one.skips(new SourceFile("vendor/cat.js", "")));
        assertFalse(one.skips(new SourceFile("a/cat.js", "")));
    }
}
