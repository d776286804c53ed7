package dev.roundhouse.http.handlers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Reference model of the responses of a file server. It computes them in a slow and simple way from the intended conditions
 * rather than from header values. It shares no code with the handler.
 */
final class FileResponseModel {
    /** A representation, as returned for an unconditional GET. */
    record ExpectedRepresentation(
            Map<String, String> fields, byte[] bytes, long lastModified, Optional<String> opaque, boolean weak) {
        boolean isCoded() {
            return fields.containsKey("Content-Encoding");
        }

        boolean isSameForm(ExpectedRepresentation other) {
            return fields.getOrDefault("Content-Encoding", "")
                    .equals(other.fields.getOrDefault("Content-Encoding", ""));
        }
    }

    /** The expected response; the body only for GET. */
    record ExpectedResponse(int status, Map<String, String> fields, byte[] bytes) {}

    /** The tags in a condition on entity tags. */
    enum TagCondition {
        NOT_SENT,
        ANY,
        CURRENT,
        CURRENT_AS_WEAK,
        OTHER,
        OTHER_AND_CURRENT,
        BROKEN
    }

    /** The date in a condition, relative to the last change; or not sent, or malformed. */
    enum DateCondition {
        NOT_SENT,
        BEFORE,
        SAME,
        AFTER,
        BROKEN
    }

    /** One range. A negative first is a suffix of that many bytes; a negative last is the end of the content. */
    record RequestedRange(long first, long last) {
        @Override
        public String toString() {
            return first < 0 ? "" + first : first + "-" + (last < 0 ? "" : last);
        }
    }

    final TagCondition ifMatch;
    final DateCondition ifUnmodifiedSince;
    final TagCondition ifNoneMatch;
    final DateCondition ifModifiedSince;
    final List<RequestedRange> ranges;
    final TagCondition ifRange;
    final boolean ifRangeDated;
    final boolean head;

    FileResponseModel(SplittableRandom random, int length) {
        ifMatch = rarely(random, TagCondition.values());
        ifUnmodifiedSince = rarely(random, DateCondition.values());
        ifNoneMatch = rarely(random, TagCondition.values());
        ifModifiedSince = rarely(random, DateCondition.values());
        ifRange = rarely(random, new TagCondition[] {
            TagCondition.NOT_SENT,
            TagCondition.CURRENT,
            TagCondition.CURRENT_AS_WEAK,
            TagCondition.OTHER,
            TagCondition.BROKEN
        });
        ifRangeDated = random.nextInt(12) == 0;
        head = random.nextInt(5) == 0;
        ranges = new ArrayList<>();
        int count = random.nextInt(3) == 0 ? 0 : random.nextInt(8) == 0 ? random.nextInt(19) : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            ranges.add(randomRange(random, length));
        }
    }

    private static <T> T rarely(SplittableRandom random, T[] values) {
        return random.nextInt(4) == 0 ? values[random.nextInt(values.length)] : values[0];
    }

    private static RequestedRange randomRange(SplittableRandom random, int length) {
        long first = random.nextInt(length + length / 4 + 2);
        return switch (random.nextInt(8)) {
            case 0 -> new RequestedRange(-1 - random.nextInt(length + 50), 0);
            case 1 -> new RequestedRange(first, -1);
            case 2 -> new RequestedRange(first, random.nextInt(length + 1));
            case 3 -> new RequestedRange(first, Long.MAX_VALUE);
            default -> new RequestedRange(first, first + random.nextInt(length / 3 + 1));
        };
    }

    /**
     * All representations of one file, as returned for GET requests with the same Accept-Encoding or a subset of it.
     *
     * @param best the one sent without Range
     * @param identity the unencoded file
     * @param identityIsExcluded whether the client does not accept that one
     * @param coded the encoded ones that the client accepts, best first
     * @param named the one with the tag of If-Match and If-None-Match
     * @param namedByIfRange the one with the tag of If-Range
     * @param acceptsNoCoding whether the client accepts none of the codings that this server supports
     */
    record Forms(
            ExpectedRepresentation best,
            ExpectedRepresentation identity,
            boolean identityIsExcluded,
            List<ExpectedRepresentation> coded,
            ExpectedRepresentation named,
            ExpectedRepresentation namedByIfRange,
            boolean acceptsNoCoding) {}

    /** RFC 9110 §13.2.2, step by step: selects the representation, evaluates the conditions, then applies the range. */
    ExpectedResponse respond(Forms forms) {
        ExpectedRepresentation chosen = chosen(forms);
        ExpectedResponse errorResponse = conditional(chosen, forms);
        if (errorResponse != null) {
            return errorResponse;
        }
        if (head
                || ranges.isEmpty()
                || !rangeIsApplicable(chosen, forms)
                || ranges.size() > 16
                || chosen.bytes().length == 0
                || isMalformed()) {
            return new ExpectedResponse(200, chosen.fields(), chosen.bytes());
        }
        return partial(chosen);
    }

    private ExpectedRepresentation chosen(Forms forms) {
        if (head || ranges.isEmpty() || forms.coded().isEmpty()) {
            return forms.best();
        }
        List<ExpectedRepresentation> candidates = new ArrayList<>(forms.coded());
        if (!forms.identityIsExcluded()) {
            candidates.add(forms.identity());
        }
        ExpectedRepresentation first =
                forms.identityIsExcluded() ? forms.coded().get(0) : forms.identity();
        if (ifRange != TagCondition.NOT_SENT || ifRangeDated) {
            boolean names = ifRange == TagCondition.CURRENT
                    && !ifRangeDated
                    && candidates.stream().anyMatch(forms.namedByIfRange()::isSameForm)
                    && isStrong(forms.namedByIfRange());
            first = names ? forms.namedByIfRange() : forms.coded().get(0);
        }
        candidates.add(0, first);
        return candidates.stream()
                .min(Comparator.comparingInt(form -> rank(conditional(form, forms))))
                .orElseThrow();
    }

    private static int rank(ExpectedResponse errorResponse) {
        return errorResponse == null ? 1 : errorResponse.status() == 304 ? 0 : 2;
    }

    /** A range applies to the representation named by If-Range, or else to the unencoded file. */
    private boolean rangeIsApplicable(ExpectedRepresentation chosen, Forms forms) {
        if (ifRangeDated) {
            boolean settled = SiteFixtureDirectory.NOON.getEpochSecond() - chosen.lastModified() >= 1;
            return settled
                    && !chosen.isCoded()
                    && (forms.acceptsNoCoding() || !chosen.fields().containsKey("Vary"));
        }
        return ifRange == TagCondition.NOT_SENT
                ? !chosen.isCoded()
                : ifRange == TagCondition.CURRENT && chosen.isSameForm(forms.namedByIfRange()) && isStrong(chosen);
    }

    private static boolean isStrong(ExpectedRepresentation form) {
        return form.opaque().isPresent() && !form.weak();
    }

    /** A response with status 412 or 304, or null to continue. */
    private ExpectedResponse conditional(ExpectedRepresentation expectedRepresentation, Forms forms) {
        boolean same = expectedRepresentation.opaque().isPresent()
                && expectedRepresentation.opaque().equals(forms.named().opaque());
        if (ifMatch != TagCondition.NOT_SENT) {
            boolean strong = same
                    && !expectedRepresentation.weak()
                    && (ifMatch == TagCondition.CURRENT || ifMatch == TagCondition.OTHER_AND_CURRENT);
            if (!strong && ifMatch != TagCondition.ANY) {
                return errorResponse(412, expectedRepresentation);
            }
        } else if (ifUnmodifiedSince == DateCondition.BEFORE) {
            return errorResponse(412, expectedRepresentation);
        }
        if (ifNoneMatch != TagCondition.NOT_SENT) {
            boolean matches = same && ifNoneMatch != TagCondition.OTHER && ifNoneMatch != TagCondition.BROKEN;
            return matches || ifNoneMatch == TagCondition.ANY ? notModified(expectedRepresentation) : null;
        }
        return ifModifiedSince == DateCondition.SAME || ifModifiedSince == DateCondition.AFTER
                ? notModified(expectedRepresentation)
                : null;
    }

    private boolean isMalformed() {
        return ranges.stream()
                .anyMatch(range -> range.first() >= 0 && range.last() >= 0 && range.last() < range.first());
    }

    private ExpectedResponse errorResponse(int status, ExpectedRepresentation expectedRepresentation) {
        Map<String, String> fields = new TreeMap<>(Map.of("Content-Type", "text/html; charset=utf-8"));
        fields.put("Cache-Control", "no-cache");
        fields.put("X-Content-Type-Options", "nosniff");
        fields.put("Vary", expectedRepresentation.fields().containsKey("Vary") ? "Accept, Accept-Encoding" : "Accept");
        return new ExpectedResponse(status, fields, null);
    }

    private ExpectedResponse notModified(ExpectedRepresentation expectedRepresentation) {
        Map<String, String> fields = new TreeMap<>();
        copy(expectedRepresentation, fields, "ETag");
        copy(expectedRepresentation, fields, "Vary");
        copy(expectedRepresentation, fields, "Cache-Control");
        copy(expectedRepresentation, fields, "X-Content-Type-Options");
        if (expectedRepresentation.opaque().isEmpty()) {
            copy(expectedRepresentation, fields, "Last-Modified");
        }
        return new ExpectedResponse(304, fields, new byte[0]);
    }

    private static void copy(ExpectedRepresentation expectedRepresentation, Map<String, String> fields, String name) {
        if (expectedRepresentation.fields().containsKey(name)) {
            fields.put(name, expectedRepresentation.fields().get(name));
        }
    }

    private ExpectedResponse partial(ExpectedRepresentation expectedRepresentation) {
        int length = expectedRepresentation.bytes().length;
        List<int[]> requested = new ArrayList<>();
        for (RequestedRange range : ranges) {
            long first = range.first() < 0 ? Math.max(0, length + range.first()) : range.first();
            long last = range.first() < 0 || range.last() < 0 ? length - 1 : Math.min(range.last(), length - 1);
            if (first < length) {
                requested.add(new int[] {(int) first, (int) last, requested.size()});
            }
        }
        List<int[]> merged = merge(requested);
        Map<String, String> fields = new TreeMap<>(expectedRepresentation.fields());
        if (merged.isEmpty()) {
            ExpectedResponse unsatisfiable = errorResponse(416, expectedRepresentation);
            unsatisfiable.fields().put("Content-Range", "bytes */" + length);
            return unsatisfiable;
        }
        Map<String, String> full = new TreeMap<>(fields);
        if (ifRange != TagCondition.NOT_SENT || ifRangeDated) {
            List.of("Content-Type", "Content-Encoding", "Last-Modified", "Accept-Ranges")
                    .forEach(fields::remove);
        }
        if (merged.size() == 1) {
            int[] only = merged.get(0);
            fields.put("Content-Range", "bytes " + only[0] + "-" + only[1] + "/" + length);
            return new ExpectedResponse(
                    206, fields, Arrays.copyOfRange(expectedRepresentation.bytes(), only[0], only[1] + 1));
        }
        if (expectedRepresentation.isCoded()) {
            return new ExpectedResponse(200, full, expectedRepresentation.bytes());
        }
        fields.put("Content-Type", "multipart/byteranges; boundary=?");
        return new ExpectedResponse(206, fields, multipart(expectedRepresentation, merged));
    }

    /** Merges ranges with less than 80 bytes between them; each takes the position of its first member. */
    private static List<int[]> merge(List<int[]> requested) {
        List<int[]> sorted = new ArrayList<>(requested);
        sorted.sort(Comparator.comparingInt(range -> range[0]));
        List<int[]> merged = new ArrayList<>();
        for (int[] range : sorted) {
            int[] before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && range[0] - before[1] - 1 < 80) {
                before[1] = Math.max(before[1], range[1]);
                before[2] = Math.min(before[2], range[2]);
            } else {
                merged.add(range.clone());
            }
        }
        merged.sort(Comparator.comparingInt(range -> range[2]));
        return merged;
    }

    private static byte[] multipart(ExpectedRepresentation expectedRepresentation, List<int[]> parts) {
        StringBuilder text = new StringBuilder();
        String full = new String(expectedRepresentation.bytes(), StandardCharsets.ISO_8859_1);
        for (int[] part : parts) {
            text.append(text.length() == 0 ? "" : "\r\n")
                    .append("--?\r\nContent-Type: ")
                    .append(expectedRepresentation.fields().get("Content-Type"))
                    .append("\r\nContent-Range: bytes " + part[0] + "-" + part[1] + "/"
                            + expectedRepresentation.bytes().length)
                    .append("\r\n\r\n")
                    .append(full, part[0], part[1] + 1);
        }
        return text.append("\r\n--?--\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
