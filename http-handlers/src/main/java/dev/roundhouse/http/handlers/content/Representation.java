package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.EntityTag;
import dev.roundhouse.http.semantics.HttpDate;
import dev.roundhouse.http.semantics.Validators;
import java.util.Optional;

/**
 * A representation of one version of a file: the identity, or in a content coding (RFC 9110 §3.2 and §8.4). Immutable: its
 * validators belong to its bytes.
 */
public final class Representation {
    private final RepresentationMetadata metadata;
    private final Validators validators;
    private final RepresentationData source;
    private final Headers headers;
    private final Optional<Response> notModified;
    private final Optional<String> entityTagText;

    /** The same object each time, so that its head is encoded once; nothing when a file must be opened for it. */
    private final Optional<Response> cachedResponse;

    /**
     * Metadata that all representations of a file have in common.
     *
     * @param contentType media type without coding, also when the file is sent in one. RFC 9110 §8.4
     * @param isNegotiated whether another Accept-Encoding could select another representation
     * @param coding of the file on disk: {@code app.js.br} has one if requested by this name
     * @param headers additional headers from the configuration of the site
     */
    record RepresentationMetadata(
            String contentType, boolean isNegotiated, Optional<ContentCoding> coding, Headers headers) {}

    Representation(
            RepresentationMetadata representationMetadata,
            Optional<ContentCoding> coding,
            Validators validators,
            RepresentationData representationData) {
        this.metadata = representationMetadata;
        this.validators = validators;
        this.source = representationData;
        this.headers = headers(representationMetadata, coding, validators);
        this.entityTagText = validators.entityTag().map(EntityTag::encoded);
        this.notModified = Optional.of(new Response(
                Status.NOT_MODIFIED, notModifiedHeaders(representationMetadata, validators), Body.empty()));
        this.cachedResponse = representationData instanceof RepresentationData.InMemory inMemory
                ? Optional.of(new Response(Status.OK, headers, Body.of(inMemory.bytes())))
                : Optional.empty();
    }

    private static Headers headers(
            RepresentationMetadata representationMetadata, Optional<ContentCoding> coding, Validators validators) {
        Headers.Builder headers = Headers.builder().add(FieldName.CONTENT_TYPE, representationMetadata.contentType());
        coding.ifPresent(name -> headers.add(FieldName.CONTENT_ENCODING, name.token()));
        addLastModified(headers, validators);
        addTag(headers, validators);
        headers.add(FieldName.ACCEPT_RANGES, "bytes");
        addVary(headers, representationMetadata);
        return headers.addAll(representationMetadata.headers()).build();
    }

    /** The headers that a cache needs: Last-Modified only without an entity tag. RFC 9110 §15.4.5 */
    private static Headers notModifiedHeaders(RepresentationMetadata representationMetadata, Validators validators) {
        Headers.Builder headers = Headers.builder();
        addTag(headers, validators);
        if (validators.entityTag().isEmpty()) {
            addLastModified(headers, validators);
        }
        addVary(headers, representationMetadata);
        return headers.addAll(representationMetadata.headers()).build();
    }

    private static void addTag(Headers.Builder headers, Validators validators) {
        validators.entityTag().map(EntityTag::encoded).ifPresent(tag -> headers.add(FieldName.ETAG, tag));
    }

    private static void addLastModified(Headers.Builder headers, Validators validators) {
        validators
                .lastModifiedEpochSecond()
                .ifPresent(second -> headers.add(FieldName.LAST_MODIFIED, HttpDate.format(second)));
    }

    /** Also for responses without a coding, since a cache must not reuse them for all clients. RFC 9110 §12.5.5 */
    private static void addVary(Headers.Builder headers, RepresentationMetadata representationMetadata) {
        if (representationMetadata.isNegotiated()) {
            headers.add(FieldName.VARY, "Accept-Encoding");
        }
    }

    public Validators validators() {
        return validators;
    }

    public RepresentationData source() {
        return source;
    }

    public long length() {
        return source.length();
    }

    /** The media type without coding. */
    public String contentType() {
        return metadata.contentType();
    }

    /** The headers of a 200 response. */
    public Headers headers() {
        return headers;
    }

    /** The headers for a client that has those of the 200 response. */
    public Headers notModifiedHeaders() {
        return notModified.map(Response::headers).orElse(headers);
    }

    /** Whether another Accept-Encoding could select another representation. */
    public boolean isNegotiated() {
        return metadata.isNegotiated();
    }

    /** Whether it is in a content coding. */
    public boolean isEncoded() {
        return headers.contains(FieldName.CONTENT_ENCODING);
    }

    /** The 200 response, unless a file must be opened for it. */
    public Optional<Response> cachedResponse() {
        return cachedResponse;
    }

    /** The entity tag as it is sent. */
    public Optional<String> entityTagText() {
        return entityTagText;
    }

    /** The 304 response, the same object each time. Never empty: an Optional so that none is allocated per request. */
    public Optional<Response> notModified() {
        return notModified;
    }

    /** Adds Vary to an error response of the same resource, since another Accept-Encoding could get another response. */
    public Response errorResponse(Response page) {
        if (!metadata.isNegotiated()) {
            return page;
        }
        Headers fields = page.headers().without(FieldName.VARY).with(FieldName.VARY, "Accept, Accept-Encoding");
        return new Response(page.status(), fields, page.body());
    }
}
