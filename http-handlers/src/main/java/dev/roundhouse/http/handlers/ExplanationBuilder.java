package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Explanation.Topic;
import dev.roundhouse.http.handlers.coding.CompressionDecision;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.content.PrecompressedSidecars;
import dev.roundhouse.http.handlers.content.Representation;
import dev.roundhouse.http.handlers.files.MissingReason;
import dev.roundhouse.http.handlers.mapping.MappingResult;
import dev.roundhouse.http.handlers.mapping.MappingResult.ListDirectory;
import dev.roundhouse.http.handlers.mapping.MappingResult.Redirect;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.semantics.ByteRange;
import dev.roundhouse.http.semantics.ByteRanges;
import dev.roundhouse.http.semantics.EntityTag;
import dev.roundhouse.http.semantics.HttpDate;
import dev.roundhouse.http.semantics.Preconditions;
import dev.roundhouse.http.semantics.Validators;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the same questions in the same order as {@link FileHandler} does, and writes the answers down. */
final class ExplanationBuilder {
    private static final String RESULT = "result";
    private static final String NOT_A_FILE =
            "404: not a valid file path (leaves the root, or contains NUL, a backslash or an encoded slash)";
    private static final String FULL_RESPONSE = "full response";
    private static final String NOT_CUT =
            FULL_RESPONSE + ": without the entity tag of this form in If-Range a client could not decode a part of it"
                    + " (RFC 9110 §14.2 allows it)";

    /** Why there is nothing, by what the steps of a mapping are called and come to. */
    private static final Map<String, String> REASONS = reasons();

    private final Request request;
    private final Instant now;
    private final Explanation.Recorder recorder = new Explanation.Recorder();

    /** What the first decisive step came to: the later ones look for something else in its place. */
    private Optional<String> reason = Optional.empty();

    ExplanationBuilder(Request request, Instant now) {
        this.request = request;
        this.now = now;
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new HashMap<>();
        for (MissingReason reason : MissingReason.values()) {
            reasons.put("path " + reason.kind(), reason.sentence());
        }
        reasons.put("path file", "it is a file, and the path asks for a directory");
        reasons.put("path directory", "the directory has no index file, and listings are off (--listing)");
        reasons.put("base path outside", "the path does not begin with the base path (--base-path)");
        reasons.put("dot file hidden", MissingReason.HIDDEN.sentence());
        return reasons;
    }

    /** Notes the steps of the mapping. */
    PathMapper.MappingTrace mappingTrace() {
        return (step, path, result) -> {
            recorder.add(Topic.MAPPING, step + " " + path.encoded(), result);
            reason = reason.or(() -> Optional.ofNullable(REASONS.get(step + " " + result)));
        };
    }

    /** What the mapping came to. */
    void recordMapping(MappingResult mappingResult) {
        recorder.add(
                Topic.MAPPING,
                RESULT,
                mappingResult instanceof MappingResult.NotFound
                        ? reason.map(why -> why + ", 404").orElse(NOT_A_FILE)
                        : describe(mappingResult));
    }

    private static String describe(MappingResult mappingResult) {
        if (mappingResult instanceof ServeFile served) {
            String instead = served.isFallback() ? " (single-page fallback, --spa)" : "";
            return "the file " + served.file().path() + instead;
        }
        if (mappingResult instanceof Redirect redirect) {
            return "the same under another path: " + redirect.status() + " to " + redirect.location();
        }
        if (mappingResult instanceof ListDirectory list) {
            return "directory listing of " + list.directory().path();
        }
        return "400: malformed path (RFC 3986 §2.1)";
    }

    /** Which forms there are, or could be. */
    void recordSidecars(
            String name, PrecompressedSidecars precompressedSidecars, CompressionDecision compressionDecision) {
        precompressedSidecars
                .candidates()
                .forEach(candidate -> recorder.add(
                        Topic.VARIANT,
                        name + candidate.coding().suffix(),
                        candidate.status().toString()));
        recorder.add(Topic.VARIANT, name, compressionDecision.toString());
    }

    /** Which form was chosen. RFC 9110 §12.5.3 */
    void recordSelection(Representation selected, List<ContentCoding> preference, boolean varies) {
        if (varies) {
            String wish = request.headers().combined(FieldName.ACCEPT_ENCODING).orElse("");
            String liked = preference.stream().map(ContentCoding::token).collect(Collectors.joining(", "));
            recorder.add(
                    Topic.VARIANT,
                    FieldName.ACCEPT_ENCODING + (wish.isEmpty() ? " (not sent)" : ": " + wish),
                    (liked.isEmpty() ? "no coding is wanted" : "wanted, best first: " + liked) + " (RFC 9110 §12.5.3)");
        }
        String coding = selected.headers()
                .first(FieldName.CONTENT_ENCODING)
                .map(name -> "content coding " + name)
                .orElse("the file as it is");
        recorder.add(Topic.VARIANT, RESULT, coding + ", " + selected.length() + " octets");
        recordValidators(selected.validators());
    }

    private void recordValidators(Validators validators) {
        recorder.add(
                Topic.VALIDATOR,
                FieldName.ETAG.toString(),
                validators
                        .entityTag()
                        .map(ExplanationBuilder::describe)
                        .orElse("not available yet: the content hash is being computed"));
        recorder.add(
                Topic.VALIDATOR,
                FieldName.LAST_MODIFIED.toString(),
                validators
                        .lastModifiedEpochSecond()
                        .map(HttpDate::format)
                        .orElse("none: the modification time is a placeholder"));
    }

    private static String describe(EntityTag tag) {
        String strength =
                tag.isWeak() ? "weak: the file changed within the timestamp granularity (RFC 9110 §8.8.1)" : "strong";
        return tag.encoded() + ", " + strength;
    }

    /**
     * Conditions and range. RFC 9110 §13.2.2
     *
     * @param mayBeCut whether a part of this form is of use to the client
     */
    void recordConditions(Representation selected, boolean mayBeCut) {
        Headers headers = request.headers();
        Preconditions.Evaluation evaluation =
                Preconditions.decideWithTrace(request.method(), headers, Optional.of(selected.validators()), now);
        evaluation
                .conditions()
                .forEach(evaluatedCondition -> recorder.add(
                        Topic.CONDITION,
                        evaluatedCondition.field() + ": "
                                + headers.combined(evaluatedCondition.field()).orElse(""),
                        evaluatedCondition.result() + ", " + evaluatedCondition.reason() + " (RFC 9110 §"
                                + evaluatedCondition.section() + ")"));
        recorder.add(Topic.CONDITION, RESULT, describe(evaluation.outcome()));
        if (evaluation.outcome() == Preconditions.Outcome.PROCEED) {
            recordRange(selected, mayBeCut);
        }
    }

    private static String describe(Preconditions.Outcome outcome) {
        return switch (outcome) {
            case PROCEED -> "preconditions met";
            case NOT_MODIFIED -> "304 Not Modified: the client's copy is current";
            case FAILED -> "412 Precondition Failed";
        };
    }

    private void recordRange(Representation selected, boolean mayBeCut) {
        Headers headers = request.headers();
        ByteRanges ranges = ByteRanges.decide(request.method(), headers, selected.validators(), selected.length(), now);
        String subject = headers.combined(FieldName.RANGE)
                .map(value -> FieldName.RANGE + ": " + value)
                .orElse(FieldName.RANGE + " (not sent)");
        boolean ignored = !mayBeCut && !(ranges instanceof ByteRanges.Full);
        recorder.add(Topic.RANGE, subject, ignored ? NOT_CUT : describe(ranges, selected));
    }

    private static String describe(ByteRanges ranges, Representation selected) {
        if (ranges instanceof ByteRanges.Full full) {
            return FULL_RESPONSE + ": " + full.reason() + " (RFC 9110 §"
                    + full.reason().section() + ")";
        }
        if (ranges instanceof ByteRanges.Single single) {
            return "206 with " + single.range().contentRange(selected.length()) + " (RFC 9110 §15.3.7.1)";
        }
        if (ranges instanceof ByteRanges.Multiple multiple) {
            return selected.isEncoded()
                    ? FULL_RESPONSE
                            + ": multiple ranges of a content-coded representation are not supported (allowed by RFC 9110 §14.2)"
                    : "206 with several parts: " + parts(multiple, selected) + " (RFC 9110 §15.3.7.2)";
        }
        return "416 Range Not Satisfiable with Content-Range: " + ByteRange.unsatisfiedRange(selected.length())
                + " (RFC 9110 §15.5.17)";
    }

    private static String parts(ByteRanges.Multiple multiple, Representation selected) {
        return multiple.ranges().stream()
                .map(range -> range.contentRange(selected.length()))
                .collect(Collectors.joining(", "));
    }

    Explanation build() {
        return recorder.build();
    }
}
