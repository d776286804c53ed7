package dev.roundhouse.http.h1;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Octets;

/** Reads field lines (RFC 9112 §5): of a request, a response or a trailer section. */
final class FieldLines {
    private FieldLines() {}

    /**
     * Reads field lines up to the empty line.
     *
     * @param octets belong to the section from now on; end with the empty line
     * @param from where the first line begins
     */
    static Headers parse(byte[] octets, int from, int maxFields) throws RefusedException {
        Headers.Index index = new Headers.Index(octets);
        int at = from;
        while (octets[at] != Octets.CR || octets[at + 1] != Octets.LF) {
            if (index.size() == maxFields) {
                throw new RefusedException(Refusal.TOO_MANY_FIELDS);
            }
            at = line(octets, at, index);
        }
        return index.build();
    }

    private static int line(byte[] octets, int start, Headers.Index index) throws RefusedException {
        int colon = nameEnd(octets, start);
        int at = colon + 1;
        while (isSpace(octets[at])) {
            at++;
        }
        int valueFrom = at;
        int valueTo = at;
        while (Octets.isValue(octets[at])) {
            if (!isSpace(octets[at++])) {
                valueTo = at;
            }
        }
        int next = lineEnd(octets, at, Refusal.FIELD_VALUE_MALFORMED);
        index.add(start, colon, valueFrom, valueTo);
        return next;
    }

    private static int nameEnd(byte[] octets, int start) throws RefusedException {
        int at = start;
        while (Octets.isToken(octets[at])) {
            at++;
        }
        if (octets[at] == ':' && at > start) {
            return at;
        }
        // RFC 9112 §5.2: obs-fold MUST be refused or replaced. §5.1: white space before the colon MUST be refused.
        if (isSpace(octets[at])) {
            throw new RefusedException(at == start ? Refusal.FIELD_LINE_FOLDED : Refusal.SPACE_BEFORE_COLON);
        }
        throw new RefusedException(Refusal.FIELD_NAME_MALFORMED);
    }

    /** Where the line after this one begins. A CR that is followed by anything but LF is a bare one, RFC 9112 §2.2. */
    static int lineEnd(byte[] octets, int at, Refusal otherwise) throws RefusedException {
        if (octets[at] != Octets.CR) {
            throw new RefusedException(otherwise);
        }
        if (octets[at + 1] != Octets.LF) {
            throw new RefusedException(Refusal.BARE_CR);
        }
        return at + 2;
    }

    private static boolean isSpace(byte octet) {
        return octet == Octets.SP || octet == Octets.HTAB;
    }
}
