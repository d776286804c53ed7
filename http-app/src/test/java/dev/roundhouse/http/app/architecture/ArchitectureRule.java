package dev.roundhouse.http.app.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;

/**
 * A rule, the classes to which it applies, and a class that it must reject.
 *
 * @param minSubjects the minimum number of classes of the product to which the rule applies; fewer mean that it misses some
 * @param violation the name of the class to reject, below {@link ArchitectureRules#VIOLATIONS_PACKAGE}
 */
record ArchitectureRule(
        ArchRule rule, DescribedPredicate<? super JavaClass> subjects, int minSubjects, String violation) {
    String description() {
        return rule.getDescription();
    }

    long countSubjects(JavaClasses classes) {
        return classes.stream().filter(subjects).count();
    }

    boolean rejectsViolation(JavaClasses violations) {
        String name = violations
                .get(ArchitectureRules.VIOLATIONS_PACKAGE + "." + violation)
                .getName();
        return rule.evaluate(violations).getFailureReport().getDetails().stream()
                .anyMatch(line -> line.contains(name));
    }
}
