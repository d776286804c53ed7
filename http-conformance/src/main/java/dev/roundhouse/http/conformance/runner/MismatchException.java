package dev.roundhouse.http.conformance.runner;

/** Thrown if a server does not behave as a scenario expects. */
public final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String summary;
    private final boolean isGeneralRule;

    /** Creates a mismatch of a rule for every response.
     *
     * @param message what was expected and received; the summary is the text before the first colon
     */
    public MismatchException(String message) {
        this(message, message.split(": ", 2)[0], true);
    }

    /**
     * @param message what was expected and received
     * @param summary the same without the details of this scenario
     * @param isGeneralRule whether the rule applies to every response, whatever the scenario
     */
    public MismatchException(String message, String summary, boolean isGeneralRule) {
        super(message);
        this.summary = summary;
        this.isGeneralRule = isGeneralRule;
    }

    /** The text that is the same for all scenarios with the same fault. */
    public String summary() {
        return summary;
    }

    /** Whether the rule applies to every response. */
    boolean isGeneralRule() {
        return isGeneralRule;
    }
}
