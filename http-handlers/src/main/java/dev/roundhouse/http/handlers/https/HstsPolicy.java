package dev.roundhouse.http.handlers.https;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.handlers.syntax.OptionErrors;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;

/**
 * HTTP Strict Transport Security (RFC 6797): browsers use HTTPS for this host until the time has passed. The header is sent on
 * connections with TLS only (§7.2).
 *
 * @param maxAgeSeconds how long; 0 ends it
 * @param includesSubDomains whether it applies to all hosts below this one, too
 * @param isPreloaded whether the operator agrees that browsers are delivered with this host in their list
 */
public record HstsPolicy(long maxAgeSeconds, boolean includesSubDomains, boolean isPreloaded) {
    /** The header. RFC 6797 §6.1 */
    public static final FieldName STRICT_TRANSPORT_SECURITY = FieldName.of("Strict-Transport-Security");

    /** The minimum for a host in the list of browsers: a year. */
    private static final long MIN_PRELOADED_SECONDS = 31_536_000;

    /** About 300 years. */
    private static final int MAX_DIGITS = 10;

    private static final String SUB_DOMAINS = "includeSubDomains";
    private static final String PRELOAD = "preload";
    private static final String USAGE =
            "Invalid HSTS policy: expected SECONDS[,includeSubDomains][,preload], e.g. 31536000,includeSubDomains";

    /** @throws IllegalArgumentException for a negative time, or for a host that the list of browsers does not accept */
    public HstsPolicy {
        if (maxAgeSeconds < 0) {
            throw new IllegalArgumentException("the time of HSTS must not be negative: " + maxAgeSeconds);
        }
        if (isPreloaded && (!includesSubDomains || maxAgeSeconds < MIN_PRELOADED_SECONDS)) {
            throw new IllegalArgumentException(
                    "preload requires includeSubDomains and at least " + MIN_PRELOADED_SECONDS + " seconds");
        }
    }

    /**
     * Reads {@code SECONDS[,includeSubDomains][,preload]}.
     *
     * @throws IllegalArgumentException when it is not of this form
     */
    public static HstsPolicy parse(String text) {
        String[] parts = text.split(",", -1);
        boolean includesSubDomains = false;
        boolean isPreloaded = false;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].equalsIgnoreCase(SUB_DOMAINS) && !includesSubDomains) {
                includesSubDomains = true;
            } else if (parts[i].equalsIgnoreCase(PRELOAD) && !isPreloaded) {
                isPreloaded = true;
            } else {
                throw OptionErrors.invalid(USAGE, text);
            }
        }
        return new HstsPolicy(seconds(parts[0], text), includesSubDomains, isPreloaded);
    }

    private static long seconds(String digits, String text) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !HttpGrammar.areDigits(digits, 0, digits.length())) {
            throw OptionErrors.invalid(USAGE, text);
        }
        return Long.parseLong(digits);
    }

    /** The value of the header. RFC 6797 §6.1 */
    public String fieldValue() {
        return "max-age=" + maxAgeSeconds
                + (includesSubDomains ? "; " + SUB_DOMAINS : "")
                + (isPreloaded ? "; " + PRELOAD : "");
    }

    /** The header, for every response of a connection with TLS. */
    public Headers headers() {
        return Headers.EMPTY.with(STRICT_TRANSPORT_SECURITY, fieldValue());
    }
}
