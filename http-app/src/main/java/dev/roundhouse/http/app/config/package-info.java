/**
 * Where options come from: the command line, the environment, a file. Generic over all options, so that one that is added
 * to a command can be given in all three ways without further code.
 *
 * <p>{@link dev.roundhouse.http.app.config.ConfiguredExecutionStrategy} stands between picocli's parser and the command. It adds what the
 * other sources say of options that the command line does not name, as if it had been written there, and has it parsed
 * again; {@link dev.roundhouse.http.app.config.Setting} remembers the place for complaints.
 */
package dev.roundhouse.http.app.config;
