package dev.roundhouse.http.lab.load;

/** Counts the connections that were made, before the load begins. */
final class Standing {
    private int made;
    private String trouble = "no connection was made in time";

    /** One more connection stands, and is as it shall be. */
    void one() {
        made++;
    }

    int made() {
        return made;
    }

    /** What went wrong. */
    void trouble(String why) {
        trouble = why;
    }

    /** What went wrong last. */
    String trouble() {
        return trouble;
    }
}
