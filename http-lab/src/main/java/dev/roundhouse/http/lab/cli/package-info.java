/**
 * The program {@code http-lab.jar}: benchmarks the transports of this server, and other servers, and compares results.
 *
 * <p>It starts the server as a process, from {@code http-app.jar}, which {@link dev.roundhouse.http.lab.cli.AppJar} finds.
 */
package dev.roundhouse.http.lab.cli;
