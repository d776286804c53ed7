package dev.roundhouse.http.h1;

/** Carries a {@link Refusal} from the depth of a parser to its edge, where it becomes a value again. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedException(Refusal refusal) {
        // No stack trace: a flood of bad requests should not cost more than good ones.
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
