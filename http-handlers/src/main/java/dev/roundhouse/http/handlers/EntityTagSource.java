package dev.roundhouse.http.handlers;

/** What the entity tag of a file is made from (RFC 9110 §8.8.3). Neither depends on the machine that serves the file. */
public enum EntityTagSource {
    /**
     * Size and time of the last change: known at one look. Where the time says nothing, as in images whose builder sets
     * every file to the same time, the content is asked all the same.
     */
    STAT,
    /** A hash of the content: it stays the same when files are copied without their times. Read once per version. */
    CONTENT
}
