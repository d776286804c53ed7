package dev.roundhouse.http.app.architecture;

/**
 * A text file of the repository.
 *
 * @param path relative to the root, with slashes
 */
public record SourceFile(String path, String text) {
    /** The module, or the top directory; empty for a file in the root. */
    String module() {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    public boolean isJava() {
        return path.endsWith(".java");
    }

    boolean isMainJava() {
        return isJava() && path.contains("/src/main/java/");
    }

    int lineCount() {
        return (int) text.lines().count();
    }
}
