/**
 * One line for each answer, also for those that were refused.
 *
 * <p>{@link dev.roundhouse.http.app.accesslog.AccessLog} is told by the threads that serve, and keeps what it was told in a
 * bounded queue; one thread of its own makes lines of it, many at once, and hands them to a
 * {@link dev.roundhouse.http.app.accesslog.LogSink}. {@link dev.roundhouse.http.app.accesslog.LogLineBuffer} is the one place where
 * what a peer sent becomes text of a log.
 */
package dev.roundhouse.http.app.accesslog;
