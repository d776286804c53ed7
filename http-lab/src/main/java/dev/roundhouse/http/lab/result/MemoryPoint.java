package dev.roundhouse.http.lab.result;

/**
 * What the server took with so many connections open.
 *
 * @param connections open
 * @param rssBytes resident memory
 * @param threads of the process
 * @param openFiles of the process
 */
public record MemoryPoint(int connections, long rssBytes, int threads, int openFiles) {}
