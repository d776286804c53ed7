package dev.roundhouse.build.jar;

import java.util.List;

/**
 * What to do with which classes. Each list has prefixes of internal names, such as {@code com/google/}.
 *
 * @param lambdas the classes whose lambdas become classes
 * @param stored the classes that are stored without compression
 * @param variables the classes that keep the names of their local variables
 */
record Selection(List<String> lambdas, List<String> stored, List<String> variables) {
    /**
     * Parses {@code --lambdas=}, {@code --stored=} and {@code --variables=}, each with prefixes that commas separate. An option
     * that is not given selects no class.
     */
    static Selection parse(List<String> options) {
        return new Selection(
                prefixes("--lambdas=", options), prefixes("--stored=", options), prefixes("--variables=", options));
    }

    private static List<String> prefixes(String name, List<String> options) {
        return options.stream()
                .filter(option -> option.startsWith(name))
                .flatMap(option -> List.of(option.substring(name.length()).split(",", -1)).stream())
                .toList();
    }

    boolean replacesLambdas(String className) {
        return lambdas.stream().anyMatch(className::startsWith);
    }

    boolean stores(String className) {
        return stored.stream().anyMatch(className::startsWith);
    }

    boolean keepsVariables(String className) {
        return variables.stream().anyMatch(className::startsWith);
    }
}
