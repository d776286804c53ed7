package dev.roundhouse.http.lab.result;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results as JSON (RFC 8259): the record components under their names. */
public final class RunJson {
    /** Only record components; the other methods are derived from them. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .configure(SerializationFeature.INDENT_OUTPUT, true)
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .build();

    private RunJson() {}

    /** Writes a result; an existing file is replaced. */
    public static void write(RunResult result, Path file) throws IOException {
        Files.writeString(file, text(result));
    }

    /** The complete document. */
    public static String text(RunResult result) throws IOException {
        return MAPPER.writeValueAsString(result) + "\n";
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read, is not a result or has another format
     */
    public static RunResult read(Path file) throws IOException {
        String text = Files.readString(file);
        // First, since the components of another format have other names and would be missing.
        int format = MAPPER.readTree(text).path("format").asInt();
        if (format != RunResult.FORMAT) {
            throw new IOException(
                    file + " has the unsupported format " + format + "; supported is format " + RunResult.FORMAT);
        }
        return MAPPER.readValue(text, RunResult.class);
    }
}
