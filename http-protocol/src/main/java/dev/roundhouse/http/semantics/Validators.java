package dev.roundhouse.http.semantics;

import java.util.Optional;

/**
 * What tells one state of a representation from another (RFC 9110 §8.8).
 *
 * @param entityTag as it is sent in ETag
 * @param lastModifiedEpochSecond as it is sent in Last-Modified, in seconds since 1970
 */
public record Validators(Optional<EntityTag> entityTag, Optional<Long> lastModifiedEpochSecond) {
    /** A representation that exists and of which nothing more is known. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    /** Both validators, as a file has them. */
    public static Validators of(EntityTag entityTag, long lastModifiedEpochSecond) {
        return new Validators(Optional.of(entityTag), Optional.of(lastModifiedEpochSecond));
    }
}
