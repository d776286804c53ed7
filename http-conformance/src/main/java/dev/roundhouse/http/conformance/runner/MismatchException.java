package dev.roundhouse.http.conformance.runner;

/** A server did not do what a conversation expects. */
public final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String summary;
    private final boolean ofEveryAnswer;

    /** @param message what was expected, and what came instead; of a colon and all behind it, the summary knows nothing */
    public MismatchException(String message) {
        this(message, message.split(": ", 2)[0], true);
    }

    /**
     * @param message what was expected, and what came instead
     * @param summary the same without what differs from one message to the next
     * @param ofEveryAnswer whether the rule holds of every answer, whatever a conversation is about
     */
    MismatchException(String message, String summary, boolean ofEveryAnswer) {
        super(message);
        this.summary = summary;
        this.ofEveryAnswer = ofEveryAnswer;
    }

    /** What is the same for all conversations that show the same fault. */
    public String summary() {
        return summary;
    }

    /** Whether the rule holds of every answer. */
    boolean isOfEveryAnswer() {
        return ofEveryAnswer;
    }
}
