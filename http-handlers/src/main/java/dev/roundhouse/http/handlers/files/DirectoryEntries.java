package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.Resource.Directory;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of a directory on disk that a path can name and a client may see.
 *
 * <p>Left out are: hidden names; names with a backslash, which no path may contain; names that cannot be decoded, which Java
 * shows with a replacement character and no path can name; anything but files and directories; anything that the server may not
 * read.
 */
final class DirectoryEntries implements EntrySource {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryEntries.class);
    private static final char REPLACEMENT_CHARACTER = '\uFFFD';

    private final Path path;
    private final DirectoryHandle directory;
    private final boolean showHidden;
    private final ReadAccess access;
    private final LinkResolver links;

    /** Resolves symbolic links. */
    @FunctionalInterface
    interface LinkResolver {
        /** What this path leads to; {@link Resource.Missing} if that is outside the root. */
        Resource resolve(Path link) throws IOException;
    }

    /**
     * The entries of this directory, which is closed with them.
     *
     * @param path that it was entered by
     * @param showHidden whether names that begin with a dot are shown
     */
    DirectoryEntries(
            Path path, DirectoryHandle directory, boolean showHidden, ReadAccess access, LinkResolver linkResolver) {
        this.path = path;
        this.directory = directory;
        this.showHidden = showHidden;
        this.access = access;
        this.links = linkResolver;
    }

    @Override
    public void forEachName(Consumer<String> taker) throws IOException {
        directory.forEachName(name -> {
            if (isVisible(name)) {
                taker.accept(name);
            }
        });
    }

    private boolean isVisible(String name) {
        return (showHidden || !name.startsWith("."))
                && name.indexOf('\\') < 0
                && name.indexOf(REPLACEMENT_CHARACTER) < 0;
    }

    @Override
    public Optional<DirectoryEntry> entry(String name) {
        try {
            Path file = path.resolve(name);
            BasicFileAttributes attributes = directory.attributes(file.getFileName());
            if (attributes.isSymbolicLink()) {
                return linkTarget(name);
            }
            return access.isGranted(file, attributes) ? entry(name, attributes) : Optional.empty();
        } catch (TooManyOpenFilesException passing) {
            // A listing without this entry would be wrong.
            throw new UncheckedIOException(passing);
        } catch (IOException | InvalidPathException failed) {
            LOG.debug("cannot read attributes of a directory entry", failed);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        directory.close();
    }

    private static Optional<DirectoryEntry> entry(String name, BasicFileAttributes attributes) {
        if (!attributes.isDirectory() && !attributes.isRegularFile()) {
            return Optional.empty();
        }
        long size = attributes.isDirectory() ? 0 : attributes.size();
        return Optional.of(new DirectoryEntry(
                name,
                attributes.isDirectory(),
                size,
                attributes.lastModifiedTime().to(TimeUnit.SECONDS)));
    }

    private Optional<DirectoryEntry> linkTarget(String name) throws IOException {
        Resource resource = links.resolve(path.resolve(name));
        if (resource instanceof RegularFile file) {
            return entry(name, attributes(file.path()));
        }
        return resource instanceof Directory target ? entry(name, attributes(target.path())) : Optional.empty();
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
