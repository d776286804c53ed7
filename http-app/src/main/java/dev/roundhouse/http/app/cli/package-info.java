/**
 * The command line: the commands, their options, and the sources that options come from.
 *
 * <p>An option can be set on the command line, by an environment variable or in a configuration file.
 * {@link dev.roundhouse.http.app.cli.ConfiguredExecutionStrategy} runs between picocli's parser and the command: it adds the
 * options of the other sources as if they had been written on the command line, and parses again. This works for every
 * option, without further code. {@link dev.roundhouse.http.app.config.Setting} keeps the place of a value for error messages.
 */
package dev.roundhouse.http.app.cli;
