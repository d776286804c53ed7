package dev.roundhouse.http.app.accesslog;

/**
 * When a log file is rotated, and how long rotated files are kept.
 *
 * @param size the maximum size; the file is rotated before it exceeds it, and daily. {@link #OFF} for no rotation, for example
 *     because another program rotates it
 * @param days the number of days after which rotated files are deleted
 * @param total the maximum total size of rotated files, above which the oldest are deleted; {@link #OFF} for no limit
 */
public record Rotation(long size, int days, long total) {
    /** No limit. */
    public static final long OFF = Long.MAX_VALUE;

    boolean isOff() {
        return size == OFF;
    }
}
