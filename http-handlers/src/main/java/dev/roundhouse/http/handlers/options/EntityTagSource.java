package dev.roundhouse.http.handlers.options;

/** What the entity tag of a file is made from (RFC 9110 §8.8.3). Neither depends on the machine that serves the file. */
public enum EntityTagSource {
    /**
     * Size and time of the last change: known at one look. Where the time says nothing, as in images whose builder sets
     * every file to the same time, the content is asked all the same. A file that is replaced by another of the same size
     * and time, as {@code rsync -t} can do it, keeps its tag: whoever publishes so wants {@link #CONTENT}. The change time,
     * which would tell, is another on each server of a farm.
     */
    STAT,
    /**
     * A hash of the content: it stays the same when files are copied without their times. Read once per version.
     * A file that is too large for the cache is hashed in the background, once it has not been changed for two seconds. Until
     * its hash is known it is sent without a tag, and no tag in a request matches: a client that has it gets 200.
     */
    CONTENT
}
