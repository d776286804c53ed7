package dev.roundhouse.http.semantics;

import java.util.Optional;

/**
 * The validators of one version of a representation (RFC 9110 §8.8).
 *
 * @param entityTag the value of ETag
 * @param lastModifiedEpochSecond the value of Last-Modified, in seconds since 1970
 */
public record Validators(Optional<EntityTag> entityTag, Optional<Long> lastModifiedEpochSecond) {
    /** A representation without validators. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    /** Returns both validators, as a file has them. */
    static Validators of(EntityTag entityTag, long lastModifiedEpochSecond) {
        return new Validators(Optional.of(entityTag), Optional.of(lastModifiedEpochSecond));
    }
}
