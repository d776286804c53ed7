package dev.roundhouse.http.lab.load;

/**
 * A line of what the generator tells.
 *
 * @param kind what happened
 * @param detail for people, as why an order failed; may be empty
 * @param report {@link LoadReport#NONE} except with {@link LoadEventType#DONE}
 */
public record LoadEvent(LoadEventType kind, String detail, LoadReport report) {
    /** What happened. */
    public enum LoadEventType {
        /** All connections stand; the warm-up begins. */
        CONNECTED,
        /** Throughput is steady, or the time for it is over. */
        WARMED_UP,
        /** The time that counts begins. */
        MEASUREMENT_BEGIN,
        /** The time that counts is over. */
        MEASUREMENT_END,
        /** The report. */
        DONE,
        /** The order cannot be carried out; the detail says why. */
        FAILED
    }
}
