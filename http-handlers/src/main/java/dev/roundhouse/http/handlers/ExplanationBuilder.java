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
import dev.roundhouse.http.semantics.EntityTag;
import dev.roundhouse.http.semantics.HttpDate;
import dev.roundhouse.http.semantics.Preconditions.EvaluatedCondition;
import dev.roundhouse.http.semantics.Validators;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Describes the values on which {@link FileHandler} bases its decisions, in the order of its steps. */
final class ExplanationBuilder {
    private static final String RESULT = "result";
    private static final String NOT_A_FILE =
            "404: not a valid file path (leaves the root, or contains NUL, a backslash or an encoded slash)";
    /** The reasons for a 404, by the name and the result of a step of the mapping. */
    private static final Map<String, String> REASONS = reasons();

    private final Request request;
    private final Explanation.Recorder recorder = new Explanation.Recorder();

    /** The reason given by the first decisive step; later steps only look for substitutes. */
    private Optional<String> reason = Optional.empty();

    ExplanationBuilder(Request request) {
        this.request = request;
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new HashMap<>();
        for (MissingReason reason : MissingReason.values()) {
            reasons.put("path " + reason.kind(), reason.description());
        }
        reasons.put("path file", "it is a file, but the path ends with a slash");
        reasons.put("path directory", "the directory has no index file, and listings are off (--listing)");
        reasons.put("base path outside", "the path does not begin with the base path (--base-path)");
        reasons.put("dot file hidden", MissingReason.HIDDEN.description());
        return reasons;
    }

    /** Records the steps of the mapping. */
    PathMapper.MappingTrace mappingTrace() {
        return (step, path, result) -> {
            recorder.add(Topic.MAPPING, step + " " + path.encoded(), result);
            reason = reason.or(() -> Optional.ofNullable(REASONS.get(step + " " + result)));
        };
    }

    /** The result of the mapping. */
    void addMapping(MappingResult mappingResult) {
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

    /** The available representations, and those that were looked for. */
    void addVariants(
            String name, PrecompressedSidecars precompressedSidecars, CompressionDecision compressionDecision) {
        precompressedSidecars
                .candidates()
                .forEach(candidate -> recorder.add(
                        Topic.VARIANT,
                        name + candidate.coding().suffix(),
                        candidate.status().toString()));
        recorder.add(Topic.VARIANT, name, compressionDecision.toString());
    }

    /** The selected representation. RFC 9110 §12.5.3 */
    void addSelection(Representation selected, List<ContentCoding> acceptedBestFirst) {
        if (selected.isNegotiated()) {
            String value = request.headers().combined(FieldName.ACCEPT_ENCODING).orElse("");
            String accepted =
                    acceptedBestFirst.stream().map(ContentCoding::token).collect(Collectors.joining(", "));
            recorder.add(
                    Topic.VARIANT,
                    FieldName.ACCEPT_ENCODING + (value.isEmpty() ? " (not sent)" : ": " + value),
                    (accepted.isEmpty() ? "no content coding accepted" : "accepted, best first: " + accepted)
                            + " (RFC 9110 §12.5.3)");
        }
        String coding = selected.headers()
                .first(FieldName.CONTENT_ENCODING)
                .map(name -> "content coding " + name)
                .orElse("identity");
        recorder.add(Topic.VARIANT, RESULT, coding + ", " + selected.length() + " bytes");
        addValidators(selected.validators());
    }

    private void addValidators(Validators validators) {
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

    /** The evaluated conditions, and what is sent. RFC 9110 §13.2.2 */
    void addDecision(Representation selected, Decision decision) {
        Headers headers = request.headers();
        for (EvaluatedCondition condition : decision.conditions()) {
            String value = headers.combined(condition.field()).orElse("");
            recorder.add(
                    Topic.CONDITION,
                    condition.field() + ": " + value,
                    condition.result() + ", " + condition.reason() + " (RFC 9110 §" + condition.section() + ")");
        }
        if (decision instanceof Decision.NotModified) {
            recorder.add(Topic.CONDITION, RESULT, "304 Not Modified: the client's copy is current");
        } else if (decision instanceof Decision.PreconditionFailed) {
            recorder.add(Topic.CONDITION, RESULT, "412 Precondition Failed");
        } else {
            recorder.add(Topic.CONDITION, RESULT, "preconditions met");
            String range = headers.combined(FieldName.RANGE)
                    .map(value -> FieldName.RANGE + ": " + value)
                    .orElse(FieldName.RANGE + " (not sent)");
            recorder.add(Topic.RANGE, range, describe(decision, selected.length()));
        }
    }

    private static String describe(Decision decision, long length) {
        if (decision instanceof Decision.Range part) {
            return "206 with " + part.range().contentRange(length) + " (RFC 9110 §15.3.7.1)";
        }
        if (decision instanceof Decision.Ranges parts) {
            String contentRanges = parts.ranges().stream()
                    .map(range -> range.contentRange(length))
                    .collect(Collectors.joining(", "));
            return "206 with several parts: " + contentRanges + " (RFC 9110 §15.3.7.2)";
        }
        return decision instanceof Decision.Unsatisfiable
                ? "416 Range Not Satisfiable with Content-Range: " + ByteRange.unsatisfiedRange(length)
                        + " (RFC 9110 §15.5.17)"
                : "full response: " + decision.reason();
    }

    Explanation build() {
        return recorder.build();
    }
}
