package dev.roundhouse.http.cli;

/** The format in which a command prints its result, for {@code --format}. */
public enum OutputFormat {
    /** Lines of text, for people. */
    TEXT,
    /** One JSON object, for programs. */
    JSON
}
