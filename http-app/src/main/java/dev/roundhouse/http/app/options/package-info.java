/**
 * How options are described, and read from text.
 *
 * <p>A class with options extends {@link dev.roundhouse.http.app.options.OptionGroup}, or, when it is a command,
 * {@link dev.roundhouse.http.app.options.CliCommand}. Each field is one option, described by calls and not by
 * annotations: every start of the server describes some sixty options, and to read that many annotations takes longer than
 * all else that a start has to do.
 *
 * <p>{@link dev.roundhouse.http.app.options.DurationParser}, {@link dev.roundhouse.http.app.options.SizeParser},
 * {@link dev.roundhouse.http.app.options.IntParser} and {@link dev.roundhouse.http.app.options.EnumParser} read values. Such a reader
 * is a function that throws IllegalArgumentException, with a sentence for people, for what it cannot read.
 */
package dev.roundhouse.http.app.options;
