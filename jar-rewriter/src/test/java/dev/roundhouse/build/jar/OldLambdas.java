package dev.roundhouse.build.jar;

import java.util.function.Supplier;

/** A class with private instance methods for lambdas; the test gives it the version of Java 8, which has no nests. */
public class OldLambdas implements Supplier<String> {
    private final String name = "old";

    /** A subclass in the same package, whose methods have the same names. */
    public static final class Extended extends OldLambdas {
        private final String name = "extended";

        @Override
        public String get() {
            Supplier<String> lambda = () -> name + " of ";
            Supplier<String> reference = this::suffix;
            return lambda.get() + super.get() + reference.get() + suffix();
        }

        private String suffix() {
            return " with suffix of " + name;
        }
    }

    @Override
    public String get() {
        Supplier<String> lambda = () -> name + " lambda";
        Supplier<String> reference = this::suffix;
        return lambda.get() + reference.get() + suffix();
    }

    private String suffix() {
        return " and " + name + " reference";
    }
}
