package dev.roundhouse.http.conformance.scenario;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Pattern of a status line. The reason phrase is not compared.
 *
 * @param version {@code HTTP/1.1}, {@code HTTP/1.x} for any digit, or {@code HTTP/2}
 * @param codes alternatives of three characters, where {@code x} stands for any digit
 */
public record StatusLinePattern(String version, List<String> codes) {
    private static final Pattern FORM = Pattern.compile("HTTP/(1\\.[01x]|2)");
    private static final Pattern CODE = Pattern.compile("[1-5][0-9x]{2}");

    /** Checks the pattern.
     *
     * @throws IllegalArgumentException for an invalid version or code
     */
    public StatusLinePattern {
        codes = List.copyOf(codes);
        if (!FORM.matcher(version).matches()
                || !codes.stream().allMatch(code -> CODE.matcher(code).matches())) {
            throw new IllegalArgumentException("a status line is expected as HTTP/1.1 200, HTTP/1.1 400|431 or"
                    + " HTTP/1.x 4xx, not " + version + " " + codes);
        }
    }

    /** Parses {@code HTTP/1.1 400|505 Some Words}. */
    static StatusLinePattern of(String text) {
        String[] words = text.split(" ", 3);
        if (words.length < 2) {
            throw new IllegalArgumentException("a status line has a version and a code: " + text);
        }
        return new StatusLinePattern(words[0], List.of(words[1].split("\\|")));
    }

    /** Whether version and status code of the response match. */
    public boolean matches(ReceivedResponse received) {
        return matchesText(version, received.version()) && matchesStatus(received.status());
    }

    /** Whether the status code matches, whatever the version. */
    public boolean matchesStatus(int status) {
        return codes.stream().anyMatch(code -> matchesText(code, Integer.toString(status)));
    }

    private static boolean matchesText(String pattern, String text) {
        return Pattern.matches(pattern.replace(".", "\\.").replace("x", "[0-9]"), text);
    }

    @Override
    public String toString() {
        return version + " " + String.join("|", codes);
    }
}
