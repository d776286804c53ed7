package dev.roundhouse.http.benchmarks.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A request head as text: lines split at CR LF, fields in a map. It checks what the engine checks for the requests of a
 * file server, including framing and persistence.
 *
 * @param method as sent
 * @param target as sent
 * @param version as sent
 * @param fields by name, letter case ignored
 */
public record BaselineRequestHead(String method, String target, String version, Map<String, List<String>> fields) {
    private static final Pattern VERSION = Pattern.compile("HTTP/1\\.\\d");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=%-]*(:\\d*)?|\\[[0-9A-Fa-f:.]+](:\\d*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final long LONGEST_BODY = 1 << 20;

    /**
     * Parses a head.
     *
     * @param text up to the empty line, which is optional
     * @return empty for a head to be rejected
     */
    public static Optional<BaselineRequestHead> parse(String text) {
        String[] lines = text.split("\r\n");
        String[] start = lines[0].split(" ", -1);
        if (start.length != 3 || !isToken(start[0]) || !isTarget(start[0], start[1])) {
            return Optional.empty();
        }
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            if (colon < 0 || !isToken(line.substring(0, colon)) || !isValue(line.substring(colon + 1))) {
                return Optional.empty();
            }
            fields.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return Optional.of(new BaselineRequestHead(start[0], start[1], start[2], fields))
                .filter(BaselineRequestHead::isValid);
    }

    /** Whether the connection stays open. RFC 9112 §9.3 */
    public boolean isKeepAlive() {
        List<String> options = list("Connection");
        return !options.contains("close") && (isOf11() || options.contains("keep-alive"));
    }

    /** The length of the body, or -1 for a chunked one. */
    public long bodyLength() {
        if (fields.containsKey("Transfer-Encoding")) {
            return -1;
        }
        return Long.parseLong(
                fields.getOrDefault("Content-Length", List.of("0")).get(0));
    }

    /** Whether the client waits for 100 (Continue). */
    public boolean isContinueExpected() {
        return isOf11() && !list("Expect").isEmpty();
    }

    private boolean isOf11() {
        return version.compareTo("HTTP/1.1") >= 0;
    }

    private boolean isValid() {
        return VERSION.matcher(version).matches() && hasHost() && hasFraming() && isExpectationKnown();
    }

    private boolean hasHost() {
        List<String> hosts = fields.getOrDefault("Host", List.of());
        return hosts.isEmpty()
                ? !isOf11()
                : hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches();
    }

    private boolean hasFraming() {
        List<String> lengths = fields.getOrDefault("Content-Length", List.of());
        if (fields.containsKey("Transfer-Encoding")) {
            return lengths.isEmpty() && isOf11() && list("Transfer-Encoding").equals(List.of("chunked"));
        }
        return lengths.isEmpty()
                || (lengths.size() == 1 && LENGTH.matcher(lengths.get(0)).matches() && bodyLength() <= LONGEST_BODY);
    }

    private boolean isExpectationKnown() {
        return !isOf11() || list("Expect").stream().allMatch("100-continue"::equals);
    }

    private List<String> list(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(member -> member.strip().toLowerCase(java.util.Locale.ROOT))
                .filter(member -> !member.isEmpty())
                .toList();
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isTarget(String method, String text) {
        boolean legal = text.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"#<>".indexOf(c) < 0);
        return legal && (text.startsWith("/") || (text.equals("*") && method.equals("OPTIONS")));
    }

    private static boolean isValue(String text) {
        return text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7F));
    }
}
