package dev.roundhouse.http.lab.result;

import java.util.List;

/**
 * What the conversations found before anything was timed.
 *
 * @param examined whether they were held
 * @param conversations how many
 * @param passed how many came out as the RFCs say
 * @param mustBroken how many faults break a MUST; one fault may show in many conversations
 * @param shouldLeft how many left a SHOULD
 * @param otherwise how many came out otherwise than ours, as they may
 * @param broken those faults, each as {@code host/missing and 3 more: RFC 9112 §3.2, ...}
 * @param note why nothing was examined, or what stands under the server's ranking; empty when all is well
 */
public record ConformanceSummary(
        boolean examined,
        int conversations,
        int passed,
        int mustBroken,
        int shouldLeft,
        int otherwise,
        List<String> broken,
        String note) {
    /** Copies the list. */
    public ConformanceSummary {
        broken = List.copyOf(broken);
    }

    /** Nothing was examined. */
    public static ConformanceSummary unknown(String why) {
        return new ConformanceSummary(false, 0, 0, 0, 0, 0, List.of(), why);
    }
}
