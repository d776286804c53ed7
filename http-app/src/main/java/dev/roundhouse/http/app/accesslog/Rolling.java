package dev.roundhouse.http.app.accesslog;

/**
 * When a log file is rolled, and how long rolled files are kept.
 *
 * @param size it is rolled before it has more bytes, and when a day has passed; {@link #OFF} for never, as when another
 *     program rolls it
 * @param days rolled files are deleted after so many days
 * @param total the oldest rolled files are deleted when all of them together have more bytes; {@link #OFF} for no bound
 */
public record Rolling(long size, int days, long total) {
    /** No bound. */
    public static final long OFF = Long.MAX_VALUE;

    boolean isOff() {
        return size == OFF;
    }
}
