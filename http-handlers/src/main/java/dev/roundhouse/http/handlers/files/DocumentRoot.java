package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.Resource.Directory;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
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
 * A directory whose files may be seen by everybody, and the way from a path to one of them. Used by as many threads as one
 * likes. A few directories below it stay open for those who come next; nobody needs to close them.
 *
 * <p>What it promises: <ul>
 * <li>Nothing outside the root is found or opened. Symbolic links are followed, but one that leads out leads nowhere.
 * <li>Only directories and regular files that the server may read are found. A FIFO, a socket or a device is missing, and is not
 *     opened: opening a FIFO would hold the thread until somebody writes to it.
 * <li>A name that begins with a dot is missing, save {@code .well-known} at the root (RFC 8615 §3). What a link's own name
 *     does not hide is not hidden by the names it leads through.
 * <li>A file is opened only if it is the file that was found: its name may have been given to another file in the meantime.
 * </ul>
 *
 * <p>It promises that also against somebody who may write inside the root and exchanges files, directories and links while
 * requests run, where the file system can hold directories open ({@link SecureDirectoryResolver}): Linux can. There a directory must be
 * readable by the server, and not only passable: nothing is found in one that is not. Elsewhere, look and opening are two
 * steps by path, between which a directory may become a link.
 *
 * <p>What it does not promise: somebody who may write inside the root, and exchanges a file for a FIFO in the microsecond
 * between the look and the opening, holds up a thread until somebody writes to that FIFO. Java cannot open a file without
 * waiting for it.
 *
 * <p>The root's own path may hold symbolic links. They are followed anew each time, so that a site can be replaced as a
 * whole by turning one link.
 */
public final class DocumentRoot implements AutoCloseable {
    /** The one name with a dot that is there to be seen, and only at the root. RFC 8615 §3 */
    private static final String WELL_KNOWN = ".well-known";

    /** How many directories are held open for those who come next, unless somebody says otherwise. */
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

    /** What becomes of symbolic links below the root. */
    public enum SymlinkPolicy {
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
     * @throws IOException when it is no directory now, or may not be read
     */
    public DocumentRoot(Path directory) throws IOException {
        this(directory, SymlinkPolicy.INSIDE, DotfilePolicy.DENY);
    }

    /**
     * The files below this directory.
     *
     * @param symlinkPolicy to be touched when links out of the root are meant, or none should count
     * @param dotfilePolicy to be touched when names that begin with a dot are meant to be published
     * @throws IOException when it is no directory now, or may not be read
     */
    public DocumentRoot(Path directory, SymlinkPolicy symlinkPolicy, DotfilePolicy dotfilePolicy) throws IOException {
        this(directory, symlinkPolicy, dotfilePolicy, DEFAULT_OPEN_DIRECTORIES, DescriptorBudget.unlimited());
    }

    /**
     * @param heldOpen how many directories may be held open
     * @param budget of which the descriptors of files and directories are taken
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

    /** Of which the descriptors of files and directories are taken. */
    public DescriptorBudget budget() {
        return budget;
    }

    /**
     * Finds what a path leads to, without opening it. Whether the path ends with a slash makes no difference here. A root
     * that is gone leads to nothing.
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
        } catch (IOException unreachable) {
            return root.missing(unreachable);
        }
        Optional<Path> file = toPath(real, path.segments());
        return file.isPresent() ? lookup.lookUp(base(real), file.get()) : missing(MissingReason.UNENCODABLE);
    }

    /** As {@link #resolve}, with one more look to tell a link that leads to nothing from a name that does not exist. */
    public Resource resolveForExplanation(UriPath path) throws IOException {
        Resource resource = resolve(path);
        return resource.equals(Resource.MISSING) && DanglingLinks.isOneOnTheWay(root.real(), path.segments())
                ? missing(MissingReason.DANGLING_LINK)
                : resource;
    }

    private static Resource.Missing missing(MissingReason reason) {
        return new Resource.Missing(reason);
    }

    /** What no link may lead out of. */
    private Path base(Path realRoot) {
        return symlinks == SymlinkPolicy.FOLLOW ? realRoot.getRoot() : realRoot;
    }

    /**
     * Finds the file whose name has this much more, in the same directory: a precompressed twin. It is let through the same
     * gate as any other, since a link out of the root is one under every name.
     *
     * @throws IOException when it cannot be told for a reason that may pass
     */
    public Optional<RegularFile> sibling(RegularFile file, String suffix) throws IOException {
        Path sidecar = file.path().resolveSibling(file.path().getFileName() + suffix);
        // Most files have none, and this look is the cheapest.
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

    /** Whether a file that was found is still there, with the same facts, the change time included. */
    public boolean isUnchanged(RegularFile file) {
        try {
            return file.metadata().fileKey().isEmpty()
                    ? lookup.lookUpAgain(file).equals(file)
                    : FileMetadata.at(file.path(), LinkOption.NOFOLLOW_LINKS).equals(file.metadata());
        } catch (IOException gone) {
            logUnexpected(gone);
            return false;
        }
    }

    /** Whether a file that was found is still there with the same key, size and date, which is quicker to tell. */
    public boolean isSame(RegularFile file) {
        try {
            Path path = file.path();
            return file.metadata().fileKey().isEmpty()
                    ? isUnchanged(file)
                    : FileMetadata.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
                            .agreesWith(file.metadata());
        } catch (IOException gone) {
            logUnexpected(gone);
            return false;
        }
    }

    /**
     * What to look at instead of the whole way, next time ({@link PathSnapshot}); nothing where that would not be enough.
     *
     * @param segments the names that lead to the file, below this root
     * @param others what else was looked for, below this root, and decided that this file is the answer
     * @param beganMillis when the look began that found the file
     */
    public Optional<PathSnapshot> snapshot(
            RegularFile regularFile, List<String> segments, List<UriPath> others, long beganMillis) {
        try {
            return symlinks == SymlinkPolicy.FOLLOW
                    ? Optional.empty()
                    : PathSnapshot.at(root, regularFile, segments, others, beganMillis);
        } catch (IOException gone) {
            logUnexpected(gone);
            return Optional.empty();
        }
    }

    /**
     * What is in a directory that was found, as far as it may be seen; to be closed.
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

    /** Nothing for a name that this file system cannot write down, as a NUL, or an umlaut in a system without Unicode. */
    private static Optional<Path> toPath(Path base, List<String> segments) {
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

    /**
     * A name that is too long, links in a circle, a file where a directory should be: the system has an errno for each, Java
     * has not, and to the client they are all the same. What nobody expects is told to the log.
     */
    static void logUnexpected(IOException reason) {
        if (!(reason instanceof NoSuchFileException)) {
            LOG.debug("path not found: {}", reason);
        }
    }
}
