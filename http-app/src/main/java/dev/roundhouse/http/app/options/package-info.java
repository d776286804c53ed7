/**
 * How options are described, and read from text.
 *
 * <p>A class with options extends {@link dev.roundhouse.http.app.options.OptionGroup}, or, when it is a command,
 * {@link dev.roundhouse.http.app.options.ProgramCommand}. Each field is one option, described by calls and not by
 * annotations: every start of the server describes some sixty options, and to read that many annotations takes longer than
 * all else that a start has to do.
 *
 * <p>{@link dev.roundhouse.http.app.options.Durations}, {@link dev.roundhouse.http.app.options.Sizes},
 * {@link dev.roundhouse.http.app.options.Counts} and {@link dev.roundhouse.http.app.options.Words} read values. Such a reader
 * is a function that throws IllegalArgumentException, with a sentence for people, for what it cannot read.
 */
package dev.roundhouse.http.app.options;
