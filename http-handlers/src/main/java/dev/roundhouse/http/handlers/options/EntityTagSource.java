package dev.roundhouse.http.handlers.options;

/** What the entity tag of a file is computed from (RFC 9110 §8.8.3). Neither depends on the server that sends the file. */
public enum EntityTagSource {
    /**
     * Size and modification time, which one system call reads. If the time is a placeholder, as in images whose build sets it
     * to the same value for every file, the content is hashed. A file that is replaced by another of the same size and time,
     * which {@code rsync -t} can do, keeps its tag: use {@link #CONTENT} for such sites. The change time (ctime) is not used,
     * since it differs between the servers of a farm.
     */
    STAT,
    /**
     * A hash of the content, computed once per version: it stays the same when files are copied without their times.
     * A file that is too large for the cache is hashed in the background, two seconds after its last change. Until then it is
     * sent without a tag, and no tag in a request matches: a client with a current copy gets 200.
     */
    CONTENT
}
