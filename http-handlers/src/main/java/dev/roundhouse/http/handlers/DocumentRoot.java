package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Resource.Directory;
import dev.roundhouse.http.handlers.Resource.Found;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory whose files may be seen by everybody, and the way from a path to one of them. Holds nothing open; used by as
 * many threads as one likes.
 *
 * <p>What it promises: <ul>
 * <li>Nothing outside the root is found or opened. Symbolic links are followed, but one that leads out leads nowhere.
 * <li>Only directories, and regular files that may be read, are found. A FIFO, a socket or a device is missing, and is not
 *     opened: opening a FIFO would hold the thread until somebody writes to it.
 * <li>A name that begins with a dot is missing, save {@code .well-known} at the root (RFC 8615 §3). What a link's own name
 *     does not hide is not hidden by the names it leads through.
 * <li>The facts of an {@link OpenFile} are those of the file that is open, also when its name was given to another meanwhile.
 * </ul>
 *
 * <p>What it does not promise yet: somebody who may write inside the root, and exchanges a directory for a link between the
 * look and the opening, and back before the second look, gets a file outside opened; exchanging a file for a FIFO in that
 * moment holds up a thread. Both need a walk that goes from one open directory to the next, which takes the place of
 * {@link #look} and {@link #open}; their callers will not notice.
 *
 * <p>The root's own path may hold symbolic links. They are followed anew each time, so that a site can be replaced as a
 * whole by turning one link.
 */
public final class DocumentRoot {
    /** The one name with a dot that is there to be seen, and only at the root. RFC 8615 §3 */
    private static final String WELL_KNOWN = ".well-known";

    /** How often a file may be replaced under our hands before that is called a failure. */
    private static final int ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(DocumentRoot.class);

    private final Path root;
    private final Symlinks symlinks;
    private final MappingOptions.Dotfiles dotfiles;

    /** What becomes of symbolic links below the root. */
    public enum Symlinks {
        /** They are followed, as far as they stay inside. */
        INSIDE,
        /** They lead nowhere, wherever they lead. */
        DENY,
        /** They are followed also out of the root: whoever may make a link there publishes what it leads to. */
        FOLLOW
    }

    /**
     * The files below this directory, without hidden ones, links followed inside.
     *
     * @throws IOException when it is no directory now
     */
    public DocumentRoot(Path directory) throws IOException {
        this(directory, Symlinks.INSIDE, MappingOptions.Dotfiles.DENY);
    }

    /**
     * The files below this directory.
     *
     * @param symlinks to be touched when links out of the root are meant, or none should count
     * @param dotfiles to be touched when names that begin with a dot are meant to be published
     * @throws IOException when it is no directory now
     */
    public DocumentRoot(Path directory, Symlinks symlinks, MappingOptions.Dotfiles dotfiles) throws IOException {
        this.root = directory.toAbsolutePath();
        this.symlinks = symlinks;
        this.dotfiles = dotfiles;
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
    }

    /**
     * Finds what a path leads to, without opening it. Whether the path ends with a slash makes no difference here.
     *
     * @throws IOException when the root itself cannot be reached
     */
    public Resource resolve(UriPath path) throws IOException {
        if (isHidden(path.segments())) {
            return Resource.MISSING;
        }
        Path base = root.toRealPath();
        return below(base, path.segments()).map(file -> look(base, file)).orElse(Resource.MISSING);
    }

    /**
     * Opens a file that was found. The facts may be newer than those it was found with.
     *
     * @return nothing when it is gone by now, or may not be read
     * @throws IOException when it cannot be opened for a reason that may pass, as too many open files
     */
    public Optional<OpenFile> open(Found found) throws IOException {
        Resource seen = found;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!(seen instanceof Found before)) {
                return Optional.empty();
            }
            Optional<FileContent> content = openIfPresent(before.file());
            if (content.isEmpty()) {
                return Optional.empty();
            }
            seen = lookAgain(before.file());
            if (seen instanceof Found after && isSameFile(before, after)) {
                return Optional.of(new OpenFile(content.get(), after.facts()));
            }
            content.get().close();
        }
        throw new IOException("the file is replaced faster than it can be opened");
    }

    /**
     * Finds the file whose name has this much more, in the same directory: a precompressed twin. It is let through the same
     * gate as any other, since a link out of the root is one under every name.
     *
     * @throws IOException when the root itself cannot be reached
     */
    Optional<Found> beside(Found file, String suffix) throws IOException {
        Path twin = file.file().resolveSibling(file.file().getFileName() + suffix);
        // Most files have none, and this look is the cheapest.
        return Files.isRegularFile(twin) && look(root.toRealPath(), twin) instanceof Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    /**
     * Opens a file that was found, unless it was changed since. Where files have keys, that needs no further look at the way
     * to it: whatever the way is now, the same key is the same file.
     *
     * @throws IOException as {@link #open} does
     */
    Optional<FileContent> openUnchanged(Found found) throws IOException {
        Optional<FileContent> content = openIfPresent(found.file());
        if (content.isPresent() && !isUnchanged(found)) {
            content.get().close();
            return Optional.empty();
        }
        return content;
    }

    /** Whether a file that was found is still there, with the same facts. */
    boolean isUnchanged(Found file) {
        if (file.facts().key().isEmpty()) {
            return lookAgain(file.file()).equals(file);
        }
        try {
            return FileFacts.of(attributes(file.file())).equals(file.facts());
        } catch (IOException gone) {
            LOG.debug("A file went away.", gone);
            return false;
        }
    }

    /** What is in a directory that was found, as far as it may be seen. */
    EntrySource entries(Directory found) throws IOException {
        Path base = root.toRealPath();
        boolean showHidden = dotfiles == MappingOptions.Dotfiles.ALLOW;
        return new DirectoryEntries(found.directory(), showHidden, link -> look(base, link));
    }

    private boolean isHidden(List<String> segments) {
        int from = !segments.isEmpty() && segments.get(0).equals(WELL_KNOWN) ? 1 : 0;
        return dotfiles == MappingOptions.Dotfiles.DENY
                && segments.stream().skip(from).anyMatch(name -> name.startsWith("."));
    }

    /** Nothing for a name that this file system cannot write down, as a NUL, or an umlaut in a system without Unicode. */
    private static Optional<Path> below(Path base, List<String> segments) {
        try {
            Path file = base;
            for (String segment : segments) {
                file = file.resolve(segment);
            }
            return Optional.of(file);
        } catch (InvalidPathException unwritable) {
            return Optional.empty();
        }
    }

    private Resource look(Path base, Path file) {
        return switch (symlinks) {
            case INSIDE -> lookWithin(base, file);
            case DENY -> holdsLink(base, file) ? Resource.MISSING : lookWithin(base, file);
            case FOLLOW -> lookWithin(file.getRoot(), file);
        };
    }

    private static boolean holdsLink(Path base, Path file) {
        Path at = base;
        for (Path name : base.relativize(file)) {
            at = at.resolve(name);
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
    }

    private static Resource lookWithin(Path base, Path file) {
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(base)) {
                return Resource.MISSING;
            }
            BasicFileAttributes attributes = attributes(real);
            if (attributes.isDirectory()) {
                return new Directory(real);
            }
            return attributes.isRegularFile() && Files.isReadable(real)
                    ? new Found(real, FileFacts.of(attributes))
                    : Resource.MISSING;
        } catch (IOException unreachable) {
            return missing(unreachable);
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * A name that is too long, links in a circle, a file where a directory should be: the system has an errno for each, Java
     * has not, and to the client they are all the same. What nobody expects is told to the log.
     */
    private static Resource missing(IOException reason) {
        if (!(reason instanceof NoSuchFileException)) {
            LOG.debug("A path leads nowhere.", reason);
        }
        return Resource.MISSING;
    }

    private static Optional<FileContent> openIfPresent(Path file) throws IOException {
        try {
            return Optional.of(FileContent.open(file));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (AccessDeniedException unreadable) {
            LOG.debug("A file may not be read.", unreadable);
            return Optional.empty();
        }
    }

    /** Its own path takes the root's place: it was below the root when it was found, and now it must hold no link. */
    private static Resource lookAgain(Path file) {
        return lookWithin(file, file);
    }

    /** Where there are no keys, the same real path has to do. */
    private static boolean isSameFile(Found before, Found after) {
        return before.file().equals(after.file())
                && before.facts().key().equals(after.facts().key());
    }
}
