package dev.roundhouse.http.hpack;

import static dev.roundhouse.http.hpack.HpackBlocks.bytes;
import static dev.roundhouse.http.hpack.HpackBlocks.decode;
import static dev.roundhouse.http.hpack.HpackBlocks.decoder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Field lists of real sites and their blocks by several encoders: the files of <a
 * href="https://github.com/http2jp/hpack-test-case">hpack-test-case</a>, if {@code -Dhpack.corpus=DIRECTORY} names a directory
 * with some of them.
 */
class HpackCorpusTest {
    @TestFactory
    Stream<DynamicTest> stories() throws IOException {
        String directory = System.getProperty("hpack.corpus", "");
        assumeTrue(!directory.isEmpty(), "no -Dhpack.corpus=DIRECTORY, with files of hpack-test-case");
        List<Path> files;
        try (Stream<Path> tree = Files.walk(Path.of(directory))) {
            files = tree.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertFalse(files.isEmpty(), "no stories in " + directory);
        return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> run(HpackStory.read(file))));
    }

    private static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    private static void run(HpackStory story) throws HpackException {
        assertFalse(story.cases().isEmpty());
        decodeBlocks(story);
        for (int tableBytes : new int[] {0, 256, 4096}) {
            encodeLists(story, tableBytes);
        }
        for (HpackStory.Case step : story.cases()) {
            assertEquals(step.fields(), decode(decoder(0), HpackEncoder.encodeStateless(step.fields())));
        }
    }

    private static void decodeBlocks(HpackStory story) throws HpackException {
        HpackDecoder decoder = decoder(4096);
        ReferenceHpackDecoder reference = new ReferenceHpackDecoder(4096, Integer.MAX_VALUE, Integer.MAX_VALUE);
        for (HpackStory.Case step : story.cases()) {
            step.tableBytes().ifPresent(decoder::setMaxTableBytes);
            step.tableBytes().ifPresent(reference::setMaxTableBytes);
            assertEquals(step.fields(), decode(decoder, step.block()));
            assertEquals(step.fields(), reference.decode(bytes(step.block())).fields());
            assertEquals(reference.table(), decoder.table());
        }
    }

    private static void encodeLists(HpackStory story, int tableBytes) throws HpackException {
        HpackEncoder encoder = new HpackEncoder(tableBytes);
        HpackDecoder decoder = decoder(4096);
        for (HpackStory.Case step : story.cases()) {
            step.tableBytes().ifPresent(encoder::setMaxTableBytes);
            step.tableBytes().ifPresent(decoder::setMaxTableBytes);
            assertEquals(step.fields(), decode(decoder, encoder.encode(step.fields())));
            assertEquals(encoder.table(), decoder.table());
        }
    }
}
