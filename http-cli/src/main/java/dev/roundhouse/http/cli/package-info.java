/**
 * Commands and options that are described in Java, parsed by picocli: the command line of every program of this project.
 *
 * <p>A class with options extends {@link dev.roundhouse.http.cli.OptionGroup}, or, when it is a command,
 * {@link dev.roundhouse.http.cli.CliCommand}. Each field is one option:
 *
 * <pre>{@code
 * final class PingCommand extends CliCommand {
 *     private final OptionValue<Duration> timeout = option("--timeout", "DURATION", DurationParser::parsePositive)
 *             .description("Time to wait for the response. Default: ${DEFAULT-VALUE}")
 *             .defaultValue("5s");
 *     ...
 * }
 * }</pre>
 *
 * <p>Options are described by calls and not by annotations: every start of the server describes some sixty options, and
 * reading that many annotations would take most of the startup time.
 *
 * <p>{@link dev.roundhouse.http.cli.DurationParser}, {@link dev.roundhouse.http.cli.SizeParser},
 * {@link dev.roundhouse.http.cli.IntParser} and {@link dev.roundhouse.http.cli.EnumParser} read values. Such a parser is a
 * function that throws IllegalArgumentException, with a message for the user, for a value that it cannot read.
 *
 * <p>This package is independent of HTTP, configuration files and environment variables.
 */
package dev.roundhouse.http.cli;
