package dev.roundhouse.http.handlers.files;

/**
 * A file that is open, and the facts about that very file, read while it was open.
 *
 * @param content belongs to whoever holds this record
 * @param facts never those of another file of the same name
 */
public record OpenFile(FileContent content, FileMetadata facts) {}
