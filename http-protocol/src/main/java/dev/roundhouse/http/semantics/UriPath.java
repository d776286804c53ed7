package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The parsed path of a target: split at its slashes, then decoded once, then validated, in this order and nowhere else. So
 * an encoded slash or dot is an ordinary character of a name, or makes the path invalid, but is never a separator.
 *
 * @param segments the names between slashes, decoded, in UTF-8; none is empty, {@code .} or {@code ..}, none contains a slash,
 *     a backslash or a NUL
 * @param endsWithSlash whether the path ends with a slash, as that of a directory does; true for the root
 */
public record UriPath(List<String> segments, boolean endsWithSlash) {
    /** The path "/". */
    public static final UriPath ROOT = new UriPath(List.of(), true);

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** The {@code pchar} of RFC 3986 §3.3 that are no letter or digit, without the percent sign. */
    private static final String UNRESERVED = "-._~!$&'()*+,;=:@";

    /** @throws IllegalArgumentException for an invalid segment, or the root without its slash */
    public UriPath {
        segments = List.copyOf(segments);
        for (String segment : segments) {
            if (!isName(segment)) {
                throw new IllegalArgumentException("invalid path segments: " + segments);
            }
        }
        if (segments.isEmpty() && !endsWithSlash) {
            throw new IllegalArgumentException("the root must end with a slash");
        }
    }

    /**
     * Parses a percent-encoded path. Empty segments, as in {@code //}, are dropped. Dot segments are resolved by RFC 3986
     * §5.2.4, but only when they are not encoded, and only below the root.
     *
     * @return empty for an invalid path: one that does not begin with a slash, has a malformed percent-encoding, bytes that
     *     are not UTF-8, a character outside ASCII, an encoded slash, backslash, NUL or dot segment, or leads above the root
     */
    public static Optional<UriPath> parse(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        boolean directory = true;
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            String raw = path.substring(from, to);
            directory = slash >= 0 || raw.isEmpty() || isDots(raw);
            if (!append(raw, segments)) {
                return Optional.empty();
            }
            from = to + 1;
        }
        return Optional.of(new UriPath(segments, directory));
    }

    private static boolean isDots(String raw) {
        return raw.equals(".") || raw.equals("..");
    }

    private static boolean append(String raw, List<String> segments) {
        if (raw.isEmpty() || raw.equals(".")) {
            return true;
        }
        if (raw.equals("..")) {
            if (segments.isEmpty()) {
                return false;
            }
            segments.remove(segments.size() - 1);
            return true;
        }
        Optional<String> name = decode(raw).filter(UriPath::isName);
        name.ifPresent(segments::add);
        return name.isPresent();
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && !isDots(name)
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.indexOf('\0') < 0;
    }

    /** Decodes percent-encoding once (RFC 3986 §2.1) and then UTF-8; empty when the text is not ASCII or either is malformed. */
    public static Optional<String> decode(String raw) {
        if (isUnencoded(raw)) {
            return Optional.of(raw);
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            int value = raw.charAt(at) <= 0x7F ? raw.charAt(at) : -1;
            if (value == '%') {
                value = HttpGrammar.percentDecode(raw, at);
                at += 2;
            }
            if (value < 0) {
                return Optional.empty();
            }
            bytes.put((byte) value);
        }
        return utf8(bytes.flip());
    }

    /** Whether the text is equal to its decoded form, as most names are. */
    private static boolean isUnencoded(String raw) {
        for (int at = 0; at < raw.length(); at++) {
            if (raw.charAt(at) == '%' || raw.charAt(at) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> utf8(ByteBuffer bytes) {
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return Optional.of(strict.decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The path, percent-encoded where RFC 3986 §3.3 requires it, with single slashes: the canonical spelling. */
    public String encoded() {
        StringBuilder path = new StringBuilder("/");
        for (String segment : segments) {
            path.append(encodeSegment(segment)).append('/');
        }
        if (!endsWithSlash) {
            path.setLength(path.length() - 1);
        }
        return path.toString();
    }

    /** As {@link #encoded}. */
    @Override
    public String toString() {
        return encoded();
    }

    /** Returns one segment, percent-encoded. */
    public static String encodeSegment(String segment) {
        StringBuilder encoded = new StringBuilder(segment.length() + 8);
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (b & 0xFF);
            if (HttpGrammar.isAlphanumeric(character) || UNRESERVED.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
