package dev.roundhouse.http.handlers.content;

/**
 * When the look began that a decision rests on. It is believed for less than a second from then on, by everybody: what was
 * changed a second before a request is in its answer, also when nobody had asked for long. Whoever comes later looks, or waits
 * for who is looking.
 */
public final class Freshness {
    /** A change on disk is seen after so long at the latest. */
    static final long MAX_AGE_MILLIS = 1_000;

    private volatile long beganMillis;

    /** @param beganMillis the time before the first system call of the look */
    public Freshness(long beganMillis) {
        this.beganMillis = beganMillis;
    }

    /** Whether to believe it. A clock may go back: then it is not known how long ago the look was. */
    public boolean isFresh(long nowMillis) {
        long age = nowMillis - beganMillis;
        return age >= 0 && age < MAX_AGE_MILLIS;
    }

    /** Another look that began then found the same. */
    public void renew(long anotherBeganMillis) {
        beganMillis = anotherBeganMillis;
    }
}
