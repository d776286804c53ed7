package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.coding.CodingPreference;
import dev.roundhouse.http.handlers.coding.CompressionDecision;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.content.Representation.RepresentationMetadata;
import dev.roundhouse.http.handlers.files.PathSnapshot;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Cached version of a file with its representations, created on demand. Thread-safe. */
public final class CachedFile implements Lookup.CachedLookup {
    private final FileSnapshot snapshot;
    private final boolean isStable;
    private final RepresentationMetadata metadata;
    private final CompressionDecision compressionDecision;
    private final RepresentationFactory factory;
    private final Map<ContentCoding, LazyVariant> variants;
    private final Consumer<Representation> onCreated;
    private final Freshness freshness;
    private final Object reading = new Object();
    private volatile Optional<Representation> identity = Optional.empty();
    private volatile Optional<PathSnapshot> pathSnapshot = Optional.empty();

    /**
     * A file whose content was not read yet.
     *
     * @param variants by coding; empty when every client gets the same representation
     * @param whenMade is called with each representation that was created
     * @param beganMillis start of the lookup that found the file
     */
    CachedFile(
            FileSnapshot fileSnapshot,
            RepresentationMetadata representationMetadata,
            CompressionDecision compressionDecision,
            RepresentationFactory representationFactory,
            Map<ContentCoding, LazyVariant> variants,
            Consumer<Representation> whenMade,
            long beganMillis) {
        this.snapshot = fileSnapshot;
        this.isStable = fileSnapshot.isStable(beganMillis);
        this.metadata = representationMetadata;
        this.compressionDecision = compressionDecision;
        this.factory = representationFactory;
        this.variants = variants;
        this.onCreated = whenMade;
        this.freshness = new Freshness(beganMillis);
    }

    @Override
    public Freshness freshness() {
        return freshness;
    }

    /** The file. */
    public ServeFile served() {
        return snapshot.file();
    }

    /** Whether the file is compressed on the fly, and why. */
    public CompressionDecision compressionDecision() {
        return compressionDecision;
    }

    /** Whether a lookup has found the same version, and its representations are final. */
    boolean matches(FileSnapshot now) {
        return isReusable() && snapshot.equals(now);
    }

    /** Whether a lookup has found the same version within a second: a file that is not stable is read once a second at most. */
    boolean isUsableFor(FileSnapshot now, long beganMillis) {
        return snapshot.equals(now) && freshness.isFresh(beganMillis);
    }

    private boolean isReusable() {
        return isStable && identity.filter(CachedFile::isTagPending).isEmpty();
    }

    /** Sets the snapshot that replaces the next full lookup, if there is one. */
    public void setPathSnapshot(Optional<PathSnapshot> enough) {
        pathSnapshot = enough;
    }

    /**
     * Compares the snapshot with the disk.
     *
     * @param nowMillis the time before this call
     * @return since when the file is known to be unchanged; {@link PathSnapshot#CHANGED} when a full lookup is needed
     */
    public long unchangedAt(long nowMillis) {
        Optional<PathSnapshot> enough = pathSnapshot;
        return isReusable() && enough.isPresent() ? enough.get().unchangedAt(nowMillis) : PathSnapshot.CHANGED;
    }

    private static boolean isTagPending(Representation representation) {
        return representation.validators().entityTag().isEmpty();
    }

    /**
     * Selects the representation that a client prefers (RFC 9110 §12.1), or the next best while that is being created; for a
     * request with Range the one that {@link RangedForm} chooses.
     *
     * @return nothing when the file was changed since it was found
     */
    public Optional<Representation> select(Request request, CodingPreference preference, InstantSource clock)
            throws IOException {
        Headers requestHeaders = request.headers();
        if (variants.isEmpty() || !requestHeaders.contains(FieldName.ACCEPT_ENCODING)) {
            return identity();
        }
        if (RangedForm.isWanted(request)) {
            return identity()
                    .map(identity -> RangedForm.of(
                            request, identity, () -> allCoded(preference.of(requestHeaders)), clock.instant()));
        }
        Optional<Representation> coded = encoded(preference.of(requestHeaders));
        return coded.isPresent() ? coded : identity();
    }

    private List<Representation> allCoded(List<ContentCoding> bestFirst) {
        return bestFirst.stream()
                .map(variants::get)
                .filter(Objects::nonNull)
                .flatMap(lazyVariant -> lazyVariant.get().stream())
                .toList();
    }

    private Optional<Representation> encoded(List<ContentCoding> bestFirst) {
        for (ContentCoding coding : bestFirst) {
            LazyVariant lazyVariant = variants.get(coding);
            Optional<Representation> representation = lazyVariant == null ? Optional.empty() : lazyVariant.get();
            if (representation.isPresent()) {
                return representation;
            }
        }
        return Optional.empty();
    }

    /** The hash of a large file may be available now that was pending before. */
    private Optional<Representation> identity() throws IOException {
        Optional<Representation> cached = identity;
        return cached.isPresent() && !isTagPending(cached.get()) ? cached : createIdentity();
    }

    /** One thread reads the file; others wait for it. */
    private Optional<Representation> createIdentity() throws IOException {
        synchronized (reading) {
            Optional<Representation> cached = identity;
            RegularFile file = snapshot.file().file();
            if (cached.isEmpty()) {
                identity = factory.create(file, metadata.coding(), metadata);
                identity.ifPresent(onCreated);
            } else if (isTagPending(cached.get())) {
                identity = Optional.of(factory.tagged(cached.get(), file, metadata.coding(), metadata));
            }
            return identity;
        }
    }
}
