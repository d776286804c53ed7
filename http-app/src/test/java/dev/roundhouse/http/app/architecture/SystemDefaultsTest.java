package dev.roundhouse.http.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The rule about defaults finds each call that it is about, and no other. */
class SystemDefaultsTest {
    private static final JavaClass WRONG = new ClassFileImporter()
            .importPackages(ArchitectureRules.WRONG)
            .get(ArchitectureRules.WRONG + ".handlers.AsksTheLocale");

    private static final JavaClass RIGHT = new ClassFileImporter().importClass(Told.class);

    /** Each call here is told what it needs. */
    @SuppressWarnings("unused")
    private static final class Told {
        List<Object> all(OutputStream out, Writer writer, byte[] bytes, Clock clock) throws java.io.IOException {
            return List.of(
                    String.format(Locale.ROOT, "%d", 1),
                    "A".toLowerCase(Locale.ROOT),
                    "a".getBytes(StandardCharsets.UTF_8),
                    "a".getBytes("UTF-8"),
                    new String(bytes, StandardCharsets.UTF_8),
                    new String(bytes, 0, 1, "UTF-8"),
                    new String(new char[] {'a'}),
                    new PrintWriter(writer, true),
                    new PrintWriter(out, true, StandardCharsets.UTF_8),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(out, true, "UTF-8"),
                    new OutputStreamWriter(out, StandardCharsets.UTF_8),
                    new InputStreamReader(new java.io.ByteArrayInputStream(bytes), "UTF-8"),
                    new ByteArrayOutputStream().toString(StandardCharsets.UTF_8),
                    new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT)),
                    DateTimeFormatter.ofPattern("uuuu", Locale.ROOT),
                    LocalDate.now(clock),
                    LocalDate.now(ZoneOffset.UTC),
                    Instant.now());
        }
    }

    @Test
    void finds_a_call_in_each_method_that_depends_on_a_default() {
        assertEquals(18, WRONG.getMethods().size());
        for (JavaMethod method : WRONG.getMethods()) {
            assertTrue(method.getAccessesFromSelf().stream().anyMatch(SystemDefaults::decide), method::getFullName);
        }
    }

    @Test
    void finds_none_where_it_is_told() {
        assertTrue(RIGHT.getAccessesFromSelf().size() > 18);
        assertFalse(RIGHT.getAccessesFromSelf().stream().anyMatch(SystemDefaults::decide));
    }
}
