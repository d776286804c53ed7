package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.Resource.Directory;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.ByteBuffer;
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
 * A directory whose files are public, and the resolution of paths in it. Thread-safe. It holds some directories open for later
 * requests, until it is closed.
 *
 * <p>Guarantees: <ul>
 * <li>Nothing outside the root is found or opened. Symbolic links are followed, unless they lead out of the root.
 * <li>Only directories and regular files that the server may read are found. A FIFO, a socket or a device is missing, and is not
 *     opened: opening a FIFO would block the thread until another process writes to it.
 * <li>A name that begins with a dot is missing, save {@code .well-known} at the root (RFC 8615 §3). The names of
 *     the path that a link leads to do not matter.
 * <li>A file is opened only if it is the file that was found: its name may have been given to another file in the meantime.
 * </ul>
 *
 * <p>This also holds against a local user who may write inside the root and replaces files, directories and links during
 * requests, if the platform has directory handles ({@link SecureDirectoryResolver}), as Linux does. A directory must then be
 * readable by the server, not only searchable: nothing is found in one that is not. On other platforms, lookup and opening are
 * two steps by path, and a directory may become a link in between.
 *
 * <p>Not guaranteed: a local user who may write inside the root, and replaces a file by a FIFO in the microsecond between check
 * and opening, blocks a thread until a process writes to that FIFO. Java cannot open a file in non-blocking mode.
 *
 * <p>The path of the root may contain symbolic links. They are followed for each request, so that a site can be replaced by
 * changing one link.
 */
public final class DocumentRoot implements AutoCloseable {
    /** The only public name that starts with a dot, directly below the root. RFC 8615 §3 */
    private static final String WELL_KNOWN = ".well-known";

    /** How many directories are held open for later requests by default. */
    public static final int DEFAULT_OPEN_DIRECTORIES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(DocumentRoot.class);

    private final RootPath root;
    private final SymlinkPolicy symlinks;
    private final DotfilePolicy dotfiles;
    private final DirectoryResolver resolver;
    private final PathLookup lookup;
    private final FileOpener opener;
    private final ReadAccess access;
    private final DescriptorBudget budget;

    /** How symbolic links below the root are treated. */
    public enum SymlinkPolicy {
        /** They are followed if they lead to a path inside the root. */
        INSIDE,
        /** They are never followed. */
        DENY,
        /** They are followed also out of the root: a user who may create a link there can publish any file. */
        FOLLOW
    }

    /**
     * The files below this directory, without hidden ones, links followed inside.
     *
     * @throws IOException when it is no directory now, or may not be read
     */
    public DocumentRoot(Path directory) throws IOException {
        this(directory, SymlinkPolicy.INSIDE, DotfilePolicy.DENY);
    }

    /**
     * The files below this directory.
     *
     * @param symlinkPolicy change it when links out of the root are intended, or links are not to be followed
     * @param dotfilePolicy change it when names that start with a dot are to be published
     * @throws IOException when it is no directory now, or may not be read
     */
    public DocumentRoot(Path directory, SymlinkPolicy symlinkPolicy, DotfilePolicy dotfilePolicy) throws IOException {
        this(directory, symlinkPolicy, dotfilePolicy, DEFAULT_OPEN_DIRECTORIES, DescriptorBudget.unlimited());
    }

    /**
     * @param heldOpen how many directories may be held open
     * @param budget limits the file descriptors of files and directories
     */
    public DocumentRoot(
            Path directory,
            SymlinkPolicy symlinkPolicy,
            DotfilePolicy dotfilePolicy,
            int heldOpen,
            DescriptorBudget budget)
            throws IOException {
        this(directory, symlinkPolicy, dotfilePolicy, newResolver(directory, symlinkPolicy, heldOpen, budget), budget);
    }

    DocumentRoot(
            Path directory,
            SymlinkPolicy symlinkPolicy,
            DotfilePolicy dotfilePolicy,
            DirectoryResolver directoryResolver)
            throws IOException {
        this(directory, symlinkPolicy, dotfilePolicy, directoryResolver, DescriptorBudget.unlimited());
    }

    private DocumentRoot(
            Path directory,
            SymlinkPolicy symlinkPolicy,
            DotfilePolicy dotfilePolicy,
            DirectoryResolver directoryResolver,
            DescriptorBudget budget) {
        this(
                directory,
                symlinkPolicy,
                dotfilePolicy,
                directoryResolver,
                ReadAccess.ofSystem(directoryResolver instanceof SecureDirectoryResolver),
                budget);
    }

    DocumentRoot(
            Path directory,
            SymlinkPolicy symlinkPolicy,
            DotfilePolicy dotfilePolicy,
            DirectoryResolver directoryResolver,
            ReadAccess access,
            DescriptorBudget budget) {
        this.root = new RootPath(directory);
        this.symlinks = symlinkPolicy;
        this.dotfiles = dotfilePolicy;
        this.resolver = directoryResolver;
        this.access = access;
        this.lookup = new PathLookup(root, symlinkPolicy, directoryResolver, access);
        this.opener = new FileOpener(directoryResolver, lookup);
        this.budget = budget;
    }

    private static DirectoryResolver newResolver(
            Path directory, SymlinkPolicy symlinkPolicy, int heldOpen, DescriptorBudget budget) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        return symlinkPolicy == SymlinkPolicy.FOLLOW
                ? new PathDirectoryResolver(budget)
                : DirectoryResolver.forRoot(directory, heldOpen, budget);
    }

    /**
     * Closes the directories that are held open, once no request uses them. Files that are being sent stay open. Later requests
     * are still resolved, but hold nothing open. Further calls have no effect.
     */
    @Override
    public void close() {
        resolver.close();
    }

    /** The budget that limits the file descriptors of this root. */
    public DescriptorBudget budget() {
        return budget;
    }

    /**
     * Finds what a path leads to, without opening it. A trailing slash makes no difference here. If the root does not exist any
     * more, nothing is found.
     *
     * @throws IOException when the root itself cannot be reached for another reason
     */
    public Resource resolve(UriPath path) throws IOException {
        if (isHidden(path.segments())) {
            return missing(MissingReason.HIDDEN);
        }
        Path real;
        try {
            real = root.real();
        } catch (IOException e) {
            return root.missing(e);
        }
        Optional<Path> file = toPath(real, path.segments());
        return file.isPresent() ? lookup.lookUp(base(real), file.get()) : missing(MissingReason.UNENCODABLE);
    }

    /** As {@link #resolve}, but distinguishes a dangling link from a name that does not exist, which costs more system calls. */
    public Resource resolveForExplanation(UriPath path) throws IOException {
        Resource resource = resolve(path);
        return resource.equals(Resource.MISSING) && SymlinkResolver.hasDanglingLink(root.real(), path.segments())
                ? missing(MissingReason.DANGLING_LINK)
                : resource;
    }

    private static Resource.Missing missing(MissingReason reason) {
        return new Resource.Missing(reason);
    }

    /** The directory that no link may lead out of. */
    private Path base(Path realRoot) {
        return symlinks == SymlinkPolicy.FOLLOW ? realRoot.getRoot() : realRoot;
    }

    /**
     * Finds a file in the same directory by its additional suffix: a precompressed sidecar. All checks apply to it as to any
     * other file.
     *
     * @throws IOException when that fails for a temporary reason
     */
    public Optional<RegularFile> sibling(RegularFile file, String suffix) throws IOException {
        Path sidecar = file.path().resolveSibling(file.path().getFileName() + suffix);
        // Most files have none, and this check is the cheapest.
        return Files.isRegularFile(sidecar) && lookup.lookUp(file.root(), sidecar) instanceof RegularFile regularFile
                ? Optional.of(regularFile)
                : Optional.empty();
    }

    /**
     * Opens a file that was found, unless it was changed since. The path is not resolved again as long as the handle of its
     * directory is cached: whatever leads there now, the same file key is the same file.
     *
     * @throws IOException when it cannot be opened for a reason that may pass, such as too many open files
     */
    public Optional<FileContent> openIfUnchanged(RegularFile regularFile) throws IOException {
        return opener.openIfUnchanged(regularFile);
    }

    /**
     * Reads a complete file. It is compared before and after reading: the result is one version, not parts of two.
     *
     * @param target from position 0, with room for the size of the file
     * @return the target, flipped; nothing when the file was changed since it was found
     * @throws IOException when it cannot be opened or read
     */
    public Optional<ByteBuffer> readIfUnchanged(RegularFile file, ByteBuffer target) throws IOException {
        Optional<FileContent> opened = openIfUnchanged(file);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (FileContent content = opened.get()) {
            while (target.hasRemaining()) {
                if (content.read(target.position(), target) < 0) {
                    LOG.debug("{} shrank to {} bytes while being read", file.path(), target.position());
                    return Optional.empty();
                }
            }
        }
        return isUnchanged(file) ? Optional.of(target.flip()) : Optional.empty();
    }

    /** Whether a file still has the metadata it was found with, including the change time. */
    public boolean isUnchanged(RegularFile file) {
        try {
            return file.metadata().fileKey().isEmpty()
                    ? lookup.lookUpAgain(file).equals(file)
                    : FileMetadata.at(file.path(), LinkOption.NOFOLLOW_LINKS).equals(file.metadata());
        } catch (IOException e) {
            logUnexpected(e);
            return false;
        }
    }

    /** Whether a file still has the same key, size and modification time, which is faster to find out. */
    public boolean isSame(RegularFile file) {
        try {
            Path path = file.path();
            return file.metadata().fileKey().isEmpty()
                    ? isUnchanged(file)
                    : FileMetadata.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
                            .isSameVersion(file.metadata());
        } catch (IOException e) {
            logUnexpected(e);
            return false;
        }
    }

    /**
     * A snapshot that replaces the next full lookup ({@link PathSnapshot}); nothing if it could miss a change.
     *
     * @param segments the names that lead to the file, below this root
     * @param others other paths below this root that were looked up before this file was chosen
     * @param beganMillis start of the lookup that found the file
     */
    public Optional<PathSnapshot> snapshot(
            RegularFile regularFile, List<String> segments, List<UriPath> others, long beganMillis) {
        try {
            return symlinks == SymlinkPolicy.FOLLOW
                    ? Optional.empty()
                    : PathSnapshot.at(root, regularFile, segments, others, beganMillis);
        } catch (IOException e) {
            logUnexpected(e);
            return Optional.empty();
        }
    }

    /**
     * The visible entries of a directory that was found; the caller closes them.
     *
     * @throws IOException when it cannot be read, or is not there any more
     */
    public EntrySource entries(Directory found) throws IOException {
        Path base = base(root.real());
        Path directory = found.path();
        DirectoryHandle directoryHandle = resolver.openExclusive(base, directory)
                .orElseThrow(() -> new NoSuchFileException(directory.toString()));
        boolean showHidden = dotfiles == DotfilePolicy.ALLOW;
        return new DirectoryEntries(directory, directoryHandle, showHidden, access, link -> lookup.lookUp(base, link));
    }

    private boolean isHidden(List<String> segments) {
        int from = !segments.isEmpty() && segments.get(0).equals(WELL_KNOWN) ? 1 : 0;
        return dotfiles == DotfilePolicy.DENY && segments.stream().skip(from).anyMatch(name -> name.startsWith("."));
    }

    /** Nothing for a name that cannot be encoded for this file system, such as NUL, or an umlaut in a locale without it. */
    private static Optional<Path> toPath(Path base, List<String> segments) {
        try {
            Path file = base;
            for (String segment : segments) {
                file = file.resolve(segment);
            }
            return Optional.of(file);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Logs an unexpected error. A name that is too long, a loop of links, or a file in place of a directory have an errno each,
     * but no exception type; the client gets 404 for all of them.
     */
    static void logUnexpected(IOException reason) {
        if (!(reason instanceof NoSuchFileException)) {
            LOG.debug("path not found: {}", reason);
        }
    }
}
