package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.coding.Compressor;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.content.Representation.RepresentationMetadata;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.FileMetadata;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.handlers.options.EntityTagSource;
import dev.roundhouse.http.semantics.EntityTag;
import dev.roundhouse.http.semantics.Validators;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Creates representations of files: reads small files, computes entity tags, compresses. */
final class RepresentationFactory implements AutoCloseable {
    private static final long MILLIS = 1000;

    private final DocumentRoot root;
    private final EntityTagSource entityTagSource;
    private final MemoryLimits memoryLimits;
    private final InstantSource clock;
    private final ContentHashCache hashes;
    private final OpenFileCache openFiles = new OpenFileCache();
    private final Runnable clearOpenFiles = openFiles::clear;

    RepresentationFactory(
            DocumentRoot root,
            EntityTagSource tags,
            MemoryLimits memoryLimits,
            InstantSource clock,
            Executor background) {
        this.root = root;
        this.entityTagSource = tags;
        this.memoryLimits = memoryLimits;
        this.clock = clock;
        this.hashes = new ContentHashCache(root, background);
        root.budget().addCache(clearOpenFiles);
    }

    /** Closes the files that are kept open for later requests, and keeps none from then on. */
    @Override
    public void close() {
        root.budget().removeCache(clearOpenFiles);
        openFiles.close();
    }

    /** The bytes of a file as they are on disk, possibly in a coding. Nothing when the file was changed since it was found. */
    Optional<Representation> create(
            RegularFile file, Optional<ContentCoding> coding, RepresentationMetadata representationMetadata)
            throws IOException {
        if (file.metadata().size() > memoryLimits.maxFileBytes()) {
            RepresentationData stored = new RepresentationData.OnDisk(
                    new SharedFile(root, file, isHashRequired(file), openFiles),
                    file.metadata().size());
            return Optional.of(new Representation(
                    representationMetadata, coding, validators(file, entityTag(file, coding)), stored));
        }
        return createInMemory(file, coding, representationMetadata, memoryLimits.allocate((int)
                file.metadata().size()));
    }

    /** The same representation with its hash, if that is available now. */
    Representation tagged(
            Representation cached,
            RegularFile file,
            Optional<ContentCoding> coding,
            RepresentationMetadata representationMetadata) {
        Optional<EntityTag> tag = entityTag(file, coding);
        return tag.isEmpty()
                ? cached
                : new Representation(representationMetadata, coding, validators(file, tag), cached.source());
    }

    private Optional<Representation> createInMemory(
            RegularFile file,
            Optional<ContentCoding> coding,
            RepresentationMetadata representationMetadata,
            ByteBuffer room)
            throws IOException {
        return root.readIfUnchanged(file, room).map(full -> {
            Validators validators = validators(file, entityTag(file, coding, full));
            return new Representation(
                    representationMetadata, coding, validators, new RepresentationData.InMemory(full));
        });
    }

    /**
     * Compresses a file. The entity tag is a hash of the result: other versions of the library produce other bytes, and a strong
     * tag promises equal bytes (RFC 9110 §8.8.1).
     *
     * @return nothing when the file was changed since it was found, or does not get smaller
     */
    Optional<Representation> createCompressed(
            RegularFile file,
            ContentCoding coding,
            Compressor compressor,
            RepresentationMetadata representationMetadata)
            throws IOException {
        Optional<ByteBuffer> bytes = root.readIfUnchanged(
                file, ByteBuffer.allocate((int) file.metadata().size()));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        byte[] smaller = compressor.compress(bytes.get().array());
        if (smaller.length >= file.metadata().size() || smaller.length > memoryLimits.maxCompressedBytes()) {
            return Optional.empty();
        }
        ByteBuffer held = memoryLimits.allocate(smaller.length).put(smaller).flip();
        Validators validators = validators(file, Optional.of(EntityTag.strong(ContentHash.of(held))));
        return Optional.of(new Representation(
                representationMetadata, Optional.of(coding), validators, new RepresentationData.InMemory(held)));
    }

    private boolean isHashRequired(RegularFile file) {
        return entityTagSource == EntityTagSource.CONTENT || !file.metadata().hasRealTimestamp();
    }

    private Optional<EntityTag> entityTag(RegularFile file, Optional<ContentCoding> coding, ByteBuffer full) {
        return isHashRequired(file)
                ? Optional.of(EntityTag.strong(ContentHash.of(full)))
                : Optional.of(statTag(file, coding));
    }

    private Optional<EntityTag> entityTag(RegularFile file, Optional<ContentCoding> coding) {
        return isHashRequired(file) ? hash(file).map(EntityTag::strong) : Optional.of(statTag(file, coding));
    }

    /** A file that was just changed could change again with the same metadata, and would keep the old hash. */
    private Optional<String> hash(RegularFile file) {
        return file.metadata().isStable(clock.millis()) ? hashes.of(file) : Optional.empty();
    }

    /** It contains nothing specific to this machine, such as an inode, so that all servers of a farm send the same tag. */
    private EntityTag statTag(RegularFile file, Optional<ContentCoding> coding) {
        FileMetadata metadata = file.metadata();
        String opaque = Long.toHexString(metadata.size()) + "-" + Long.toHexString(metadata.modifiedNanos())
                + coding.map(name -> "-" + name.token()).orElse("");
        return new EntityTag(opaque, !metadata.isDateSettled(clock.millis()));
    }

    /**
     * The date is never later than that of the response, whatever the time of the file is (RFC 9110 §8.8.2.1), and left out
     * where it would be the same for every version.
     */
    private Validators validators(RegularFile file, Optional<EntityTag> tag) {
        long nowEpochSecond = Math.floorDiv(clock.millis(), MILLIS);
        return new Validators(
                tag,
                file.metadata().hasRealTimestamp()
                        ? Optional.of(Math.min(file.metadata().modifiedEpochSecond(), nowEpochSecond))
                        : Optional.empty());
    }
}
