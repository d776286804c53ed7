package dev.roundhouse.http.app.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house rules hold for the product; each rejects its violation; and they saw the classes they are about. */
class ArchitectureTest {
    /** Fewer would mean that the importer looked in the wrong place. */
    private static final int CLASSES_AT_LEAST = 120;

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.roundhouse.http");

    private static final JavaClasses WRONG = new ClassFileImporter().importPackages(ArchitectureRules.WRONG);

    @TestFactory
    Stream<DynamicTest> the_product_keeps_the_rule() {
        return ArchitectureRules.all()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> the_rule_rejects_its_violation() {
        return ArchitectureRules.all()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> assertRejects(rule)));
    }

    private static void assertRejects(ArchRule rule) {
        EvaluationResult result = rule.evaluate(WRONG);
        assertTrue(
                result.hasViolation(),
                () -> "nothing in " + ArchitectureRules.WRONG + " breaks: " + rule.getDescription());
    }

    @Test
    void every_layer_was_seen() {
        for (String layer : ArchitectureRules.LAYERS) {
            boolean snapshot =
                    PRODUCT.stream().anyMatch(type -> type.getPackageName().startsWith(layer));
            assertTrue(snapshot, () -> "no class of " + layer);
        }
        assertTrue(PRODUCT.size() >= CLASSES_AT_LEAST, () -> "only " + PRODUCT.size() + " classes were seen");
    }
}
