package dev.roundhouse.http.handlers.files;

/** Whether files whose names begin with a dot are served. */
public enum DotfilePolicy {
    /** They are missing, save {@code /.well-known/} (RFC 8615 §3). */
    DENY,
    /** They are served as other files are. */
    ALLOW
}
