package dev.roundhouse.http.handlers.content;

/**
 * Expiry of a cached result: it is used for less than a second after its lookup began. A response thus shows every change that is
 * a second old. After that, one thread repeats the lookup while requests for the same path wait.
 */
public final class Freshness {
    /** A change on disk is visible after this time at the latest. */
    static final long MAX_AGE_MILLIS = 1_000;

    private volatile long beganMillis;

    /** @param beganMillis the time before the first system call of the lookup */
    public Freshness(long beganMillis) {
        this.beganMillis = beganMillis;
    }

    /** Whether the result may be used. If the clock was set back, the age of the lookup is unknown. */
    public boolean isFresh(long nowMillis) {
        long age = nowMillis - beganMillis;
        return age >= 0 && age < MAX_AGE_MILLIS;
    }

    /** Records that another lookup, which began then, has found the same. */
    public void renew(long anotherBeganMillis) {
        beganMillis = anotherBeganMillis;
    }
}
