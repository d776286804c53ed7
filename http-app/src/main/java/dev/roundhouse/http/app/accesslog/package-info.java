/**
 * The access log: one line per response, including those to rejected requests.
 *
 * <p>{@link dev.roundhouse.http.app.accesslog.AccessLog} puts the events of the serving threads into a bounded queue. A separate
 * thread formats them in batches and writes them to a {@link dev.roundhouse.http.app.accesslog.LogSink}.
 * {@link dev.roundhouse.http.app.accesslog.LogLineBuffer} is the only class that writes text from a client into a log.
 */
package dev.roundhouse.http.app.accesslog;
