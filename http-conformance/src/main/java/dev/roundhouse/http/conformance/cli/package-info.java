/** The program {@code http-conformance.jar}: tests this server, or any other one, and prints the result. */
package dev.roundhouse.http.conformance.cli;
