package dev.roundhouse.http.handlers.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompressorsTest {
    @Test
    void coding_without_its_library_is_not_offered() {
        assertEquals(Optional.empty(), Compressors.load(ContentCoding.ZSTD, () -> {
            throw new NoClassDefFoundError("no such library");
        }));
        assertTrue(Compressors.available(List.of()).containsKey(ContentCoding.GZIP));
    }
}
