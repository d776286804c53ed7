package dev.roundhouse.http.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The architecture rules hold for the product; each rejects its violation and applies to the classes that it is about. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.roundhouse.http");

    private static final JavaClasses VIOLATIONS =
            new ClassFileImporter().importPackages(ArchitectureRules.VIOLATIONS_PACKAGE);

    @TestFactory
    Stream<DynamicTest> product_obeys_the_rule() {
        return forEachRule(rule -> rule.rule().check(PRODUCT));
    }

    @TestFactory
    Stream<DynamicTest> rule_rejects_its_violation() {
        return forEachRule(rule -> assertTrue(
                rule.rejectsViolation(VIOLATIONS),
                () -> rule.violation() + " does not violate: " + rule.description()));
    }

    @TestFactory
    Stream<DynamicTest> rule_applies_to_its_subject_classes() {
        return forEachRule(rule -> {
            long count = rule.countSubjects(PRODUCT);
            assertTrue(count >= rule.minSubjects(), () -> "only " + count + " classes: " + rule.description());
        });
    }

    private static Stream<DynamicTest> forEachRule(Consumer<ArchitectureRule> check) {
        return ArchitectureRules.all()
                .map(rule -> DynamicTest.dynamicTest(rule.description(), () -> check.accept(rule)));
    }

    @Test
    void every_layer_has_classes() {
        for (String layer : ArchitectureRules.LAYERS) {
            assertTrue(PRODUCT.stream().anyMatch(type -> isIn(layer, type)), () -> "no class of " + layer);
        }
    }

    @Test
    void every_class_belongs_to_a_layer() {
        List<String> others = PRODUCT.stream()
                .filter(type -> ArchitectureRules.LAYERS.stream().noneMatch(layer -> isIn(layer, type)))
                .map(JavaClass::getName)
                .toList();
        assertEquals(List.of(), others);
    }

    private static boolean isIn(String layer, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(layer + ".");
    }
}
