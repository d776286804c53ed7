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

/** The rule about system defaults finds each call that uses one, and no other. */
class SystemDefaultsTest {
    private static final JavaClass VIOLATION = new ClassFileImporter()
            .importPackages(ArchitectureRules.VIOLATIONS_PACKAGE)
            .get(ArchitectureRules.VIOLATIONS_PACKAGE + ".handlers.UsesDefaultLocale");

    private static final JavaClass VALID = new ClassFileImporter().importClass(PassesArguments.class);

    /** Each call passes the locale, charset, zone or clock. */
    @SuppressWarnings("unused")
    private static final class PassesArguments {
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
        assertEquals(18, VIOLATION.getMethods().size());
        for (JavaMethod method : VIOLATION.getMethods()) {
            assertTrue(method.getAccessesFromSelf().stream().anyMatch(SystemDefaults::matches), method::getFullName);
        }
    }

    @Test
    void ignores_calls_that_pass_the_default_as_an_argument() {
        assertTrue(VALID.getAccessesFromSelf().size() > 18);
        assertFalse(VALID.getAccessesFromSelf().stream().anyMatch(SystemDefaults::matches));
    }
}
