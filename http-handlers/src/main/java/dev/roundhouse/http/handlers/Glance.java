package dev.roundhouse.http.handlers;

import java.nio.file.Path;

/**
 * What is enough to see that a path still leads to the same version of a file: the directory, and the file in it. Where no
 * name of the way is a link, a directory that is still the same, and was not changed, has the same names for the same files; so
 * nothing with precedence has appeared, and no precompressed form.
 *
 * @param directory on the way that was asked for, below the root as it was configured, whatever that is a link to
 * @param directoryFacts when the whole look was over
 * @param file in that directory, by the last name
 * @param fileFacts as they were found
 */
record Glance(Path directory, FileFacts directoryFacts, Path file, FileFacts fileFacts) {}
