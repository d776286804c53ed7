package dev.roundhouse.build.jar;

import java.util.function.Supplier;

/** A class with a private instance method for a lambda; the test gives it the version of Java 8, which has no nests. */
public class OldLambdas implements Supplier<String> {
    private final String name = "old";

    /** A subclass in the same package, whose method for its lambda has the same name. */
    public static final class Extended extends OldLambdas {
        private final String name = "extended";

        @Override
        public String get() {
            Supplier<String> lambda = () -> name + " of ";
            return lambda.get() + super.get();
        }
    }

    @Override
    public String get() {
        Supplier<String> lambda = () -> name + " lambda";
        return lambda.get();
    }
}
