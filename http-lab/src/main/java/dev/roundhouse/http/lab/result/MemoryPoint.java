package dev.roundhouse.http.lab.result;

/** Resources of the server with a number of open connections.
 *
 * @param connections open
 * @param rssBytes resident memory
 * @param threads of the process
 * @param openFiles of the process
 */
public record MemoryPoint(int connections, long rssBytes, int threads, int openFiles) {}
