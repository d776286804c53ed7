package dev.roundhouse.http.lab.load.protocol;

/** An event of the load generator, one line of its output.
 *
 * @param kind what happened
 * @param detail a message, such as the reason of a failure; may be empty
 * @param report {@link LoadReport#NONE} except with {@link LoadEventType#DONE}
 */
public record LoadEvent(LoadEventType kind, String detail, LoadReport report) {
    /** Type of an event. */
    public enum LoadEventType {
        /** All connections are established; the warm-up starts. */
        CONNECTED,
        /** The warm-up is over. */
        WARMED_UP,
        /** The measurement starts. */
        MEASUREMENT_BEGIN,
        /** The measurement ends. */
        MEASUREMENT_END,
        /** The run is complete; the event has the report. */
        DONE,
        /** The run failed; the detail is the reason. */
        FAILED
    }
}
