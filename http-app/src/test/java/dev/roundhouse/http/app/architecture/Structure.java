package dev.roundhouse.http.app.architecture;

import dev.roundhouse.http.app.architecture.JavaSource.DeclaredType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sizes and names of the Java sources of a repository, against the limits of this project. */
record Structure(List<JavaSource> sources) {
    static final int MAX_FILE_LINES = 400;
    static final int MAX_METHOD_LINES = 40;
    static final int MAX_PACKAGE_TYPES = 25;

    static Structure of(List<SourceFile> files) throws IOException {
        return new Structure(JavaSource.parse(files));
    }

    private Stream<JavaSource> mainSources() {
        return sources.stream().filter(source -> source.file().isMainJava());
    }

    /** Each simple type name that is declared more than once, with its files. */
    List<String> duplicateNames() {
        Map<String, TreeSet<String>> filesByName = new TreeMap<>();
        for (JavaSource source : sources) {
            for (DeclaredType type : source.types()) {
                String declaration = source.file().path();
                TreeSet<String> files = filesByName.computeIfAbsent(type.name(), name -> new TreeSet<>());
                if (!files.add(declaration)) {
                    files.add(declaration + " (again)");
                }
            }
        }
        return filesByName.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    /** The main files with too many lines. */
    List<String> longFiles() {
        return mainSources()
                .filter(source -> source.file().lineCount() > MAX_FILE_LINES)
                .map(source -> source.file().path() + ": " + source.file().lineCount() + " lines")
                .sorted()
                .toList();
    }

    /** The methods of main files with too many lines. */
    List<String> longMethods() {
        return mainSources()
                .flatMap(source -> source.methods().stream()
                        .filter(method -> method.lineCount() > MAX_METHOD_LINES)
                        .map(method -> "%s:%d: %s has %d lines"
                                .formatted(source.file().path(), method.line(), method.name(), method.lineCount())))
                .sorted()
                .toList();
    }

    /** The packages of main code with too many top-level types. */
    List<String> largePackages() {
        return typesPerPackage().entrySet().stream()
                .filter(entry -> entry.getValue() > MAX_PACKAGE_TYPES)
                .map(entry -> entry.getKey() + " has " + entry.getValue() + " types")
                .toList();
    }

    /** The number of top-level types of each package of main code. */
    Map<String, Long> typesPerPackage() {
        return mainSources()
                .flatMap(source -> source.types().stream()
                        .filter(DeclaredType::isTopLevel)
                        .map(type -> source.file().module() + ": " + source.packageName()))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    /** The number of public types of each module, nested ones included. */
    Map<String, Long> publicTypesPerModule() {
        return mainSources()
                .flatMap(source -> source.types().stream()
                        .filter(DeclaredType::isPublic)
                        .map(type -> source.file().module()))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    /** The number of public types of each module in packages that its module declaration exports. */
    Map<String, Long> exportedTypesPerModule() {
        return mainSources()
                .flatMap(source -> source.types().stream()
                        .filter(type -> type.isPublic() && isExported(source))
                        .map(type -> source.file().module()))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    private boolean isExported(JavaSource source) {
        return mainSources()
                .filter(other -> other.file().path().endsWith("/module-info.java"))
                .filter(other -> other.file().module().equals(source.file().module()))
                .anyMatch(other -> other.file().text().contains("exports " + source.packageName() + ";"));
    }
}
