package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Step;
import java.util.List;
import java.util.Optional;

/**
 * Which scenarios of HTTP/1.1 are also about HTTP/2: all whose requests can be translated, and that expect a response to each. What they
 * expect of the connection and of its fields is ignored.
 */
public final class Applicability {
    /** The statuses of a head that is too large. */
    private static final List<Integer> HEAD_TOO_LARGE = List.of(414, 431);

    private Applicability() {}

    /** Why a scenario does not apply; empty if it does. */
    public static Optional<Difference> differenceOf(Scenario scenario) {
        RequestTranslator translator = new RequestTranslator();
        int responses = 0;
        try {
            for (Step step : scenario.steps()) {
                if (step instanceof Step.Send send) {
                    translator.translate(send.bytes());
                } else if (step instanceof Step.AdvanceTime) {
                    return Optional.of(Difference.TIMEOUT);
                } else if (step instanceof Step.ShutdownOutput && !translator.isComplete()) {
                    return Optional.of(Difference.INCOMPLETE);
                }
                if (step instanceof Step.FinalResponse response) {
                    responses++;
                    if (HEAD_TOO_LARGE.stream().anyMatch(response.statusLine()::matchesStatus)) {
                        return Optional.of(Difference.LIMITS);
                    }
                }
            }
            translator.requireNoRest();
        } catch (NotTranslatableException different) {
            return Optional.of(different.difference());
        }
        return responses == translator.requests() ? Optional.empty() : Optional.of(Difference.PERSISTENCE);
    }
}
