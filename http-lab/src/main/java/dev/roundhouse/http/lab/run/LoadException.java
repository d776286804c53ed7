package dev.roundhouse.http.lab.run;

/** Thrown if a load spec could not be run. */
final class LoadException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param why the reason */
    LoadException(String why) {
        super(why);
    }

    /** @param why the reason */
    LoadException(String why, Throwable cause) {
        super(why, cause);
    }
}
