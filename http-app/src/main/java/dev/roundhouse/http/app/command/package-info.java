/** The commands of the program and their options: {@code serve}, {@code explain}, {@code conformance} and {@code lab}. */
package dev.roundhouse.http.app.command;
