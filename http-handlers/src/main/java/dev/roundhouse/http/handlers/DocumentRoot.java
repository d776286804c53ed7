package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Resource.Directory;
import dev.roundhouse.http.handlers.Resource.Found;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
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
 * <li>Only directories, and regular files that may be read, are found. A FIFO, a socket or a device is missing, and is not
 *     opened: opening a FIFO would hold the thread until somebody writes to it.
 * <li>A name that begins with a dot is missing, save {@code .well-known} at the root (RFC 8615 §3). What a link's own name
 *     does not hide is not hidden by the names it leads through.
 * <li>The facts of an {@link OpenFile} are those of the file that is open, also when its name was given to another meanwhile.
 * </ul>
 *
 * <p>It promises that also against somebody who may write inside the root and exchanges files, directories and links while
 * requests run, where the file system can hold directories open ({@link SecureWalk}): Linux can. There a directory must be
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
public final class DocumentRoot {
    /** The one name with a dot that is there to be seen, and only at the root. RFC 8615 §3 */
    private static final String WELL_KNOWN = ".well-known";

    /** How often a file may be replaced under our hands before that is called a failure. */
    private static final int ATTEMPTS = 5;

    /** How many directories are held open for those who come next, unless somebody says otherwise. */
    static final int HELD_OPEN = 64;

    private static final Logger LOG = LoggerFactory.getLogger(DocumentRoot.class);

    private final Path root;
    private final Symlinks symlinks;
    private final MappingOptions.Dotfiles dotfiles;
    private final Walk walk;
    private final DescriptorBudget budget;

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
     * @throws IOException when it is no directory now, or may not be read
     */
    public DocumentRoot(Path directory) throws IOException {
        this(directory, Symlinks.INSIDE, MappingOptions.Dotfiles.DENY);
    }

    /**
     * The files below this directory.
     *
     * @param symlinks to be touched when links out of the root are meant, or none should count
     * @param dotfiles to be touched when names that begin with a dot are meant to be published
     * @throws IOException when it is no directory now, or may not be read
     */
    public DocumentRoot(Path directory, Symlinks symlinks, MappingOptions.Dotfiles dotfiles) throws IOException {
        this(directory, symlinks, dotfiles, HELD_OPEN, DescriptorBudget.unlimited());
    }

    /**
     * @param heldOpen how many directories may be held open
     * @param budget of which the descriptors of files and directories are taken
     */
    DocumentRoot(
            Path directory, Symlinks symlinks, MappingOptions.Dotfiles dotfiles, int heldOpen, DescriptorBudget budget)
            throws IOException {
        this(directory, symlinks, dotfiles, walk(directory, symlinks, heldOpen, budget), budget);
    }

    DocumentRoot(Path directory, Symlinks symlinks, MappingOptions.Dotfiles dotfiles, Walk walk) throws IOException {
        this(directory, symlinks, dotfiles, walk, DescriptorBudget.unlimited());
    }

    private DocumentRoot(
            Path directory, Symlinks symlinks, MappingOptions.Dotfiles dotfiles, Walk walk, DescriptorBudget budget)
            throws IOException {
        this.root = directory.toAbsolutePath();
        this.symlinks = symlinks;
        this.dotfiles = dotfiles;
        this.walk = walk;
        this.budget = budget;
    }

    private static Walk walk(Path directory, Symlinks symlinks, int heldOpen, DescriptorBudget budget)
            throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        return symlinks == Symlinks.FOLLOW ? new PlainWalk(budget) : Walk.below(directory, heldOpen, budget);
    }

    /** Of which the descriptors of files and directories are taken. */
    DescriptorBudget budget() {
        return budget;
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
        Path real = root.toRealPath();
        Optional<Path> file = below(real, path.segments());
        return file.isPresent() ? look(base(real), file.get()) : Resource.MISSING;
    }

    /** What no link may lead out of. */
    private Path base(Path realRoot) {
        return symlinks == Symlinks.FOLLOW ? realRoot.getRoot() : realRoot;
    }

    /**
     * Opens a file that was found. The facts may be newer than those it was found with.
     *
     * @return nothing when it is gone by now, or may not be read
     * @throws IOException when it cannot be opened for a reason that may pass, as too many open files
     */
    public Optional<OpenFile> open(Found found) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!(lookAgain(found) instanceof Found now)) {
                return Optional.empty();
            }
            Optional<FileContent> content = openUnchanged(now);
            if (content.isPresent()) {
                return Optional.of(new OpenFile(content.get(), now.facts()));
            }
        }
        throw new IOException("the file is replaced faster than it can be opened");
    }

    /**
     * Finds the file whose name has this much more, in the same directory: a precompressed twin. It is let through the same
     * gate as any other, since a link out of the root is one under every name.
     *
     * @throws IOException when it cannot be told for a reason that may pass
     */
    Optional<Found> beside(Found file, String suffix) throws IOException {
        Path twin = file.file().resolveSibling(file.file().getFileName() + suffix);
        // Most files have none, and this look is the cheapest.
        return Files.isRegularFile(twin) && look(file.base(), twin) instanceof Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    /**
     * Opens a file that was found, unless it was changed since. That takes no new walk to its directory as long as the
     * directory is remembered: whatever the way is now, the same key is the same file.
     *
     * @throws IOException as {@link #open} does
     */
    Optional<FileContent> openUnchanged(Found found) throws IOException {
        Path directory = found.file().getParent();
        Optional<FileContent> content = openIn(walk.enterAgain(found.base(), directory), found);
        // What is remembered may be another directory than the one that has the path by now.
        return content.isPresent() ? content : openIn(walk.enter(found.base(), directory), found);
    }

    /** Whether a file that was found is still there, with the same facts. */
    boolean isUnchanged(Found file) {
        try {
            return file.facts().key().isEmpty()
                    ? lookAgain(file).equals(file)
                    : FileFacts.of(attributes(file.file())).equals(file.facts());
        } catch (IOException gone) {
            logged(gone);
            return false;
        }
    }

    /**
     * What to look at instead of the whole way, next time; nothing where that would not be enough: behind links, where the file
     * system has no keys, or when the directory was changed so lately that it could change again within one step of the clock.
     *
     * @param segments the names that were asked for, below this root
     * @param beganMillis when the look began that found the file
     */
    Optional<Glance> glance(Found found, List<String> segments, long beganMillis) {
        Optional<Path> named = below(root, segments);
        if (named.isEmpty() || !isWayOf(found, segments)) {
            return Optional.empty();
        }
        Path directory = named.get().getParent();
        try {
            FileFacts facts = FileFacts.of(Files.readAttributes(directory, BasicFileAttributes.class));
            boolean enough = facts.key().isPresent() && found.facts().key().isPresent() && facts.isSettled(beganMillis);
            return enough ? Optional.of(new Glance(directory, facts, named.get(), found.facts())) : Optional.empty();
        } catch (IOException gone) {
            logged(gone);
            return Optional.empty();
        }
    }

    /** Whether the real path of the file has just the names that were asked for: then none of them is a link. */
    private boolean isWayOf(Found found, List<String> segments) {
        if (symlinks == Symlinks.FOLLOW) {
            return false;
        }
        Path way = found.base().relativize(found.file());
        if (way.getNameCount() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!way.getName(i).toString().equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether all is as it was at the last whole look. */
    boolean isAsSeen(Glance glance) {
        try {
            return FileFacts.of(attributes(glance.file())).equals(glance.fileFacts())
                    && Files.isReadable(glance.file())
                    && FileFacts.of(Files.readAttributes(glance.directory(), BasicFileAttributes.class))
                            .equals(glance.directoryFacts());
        } catch (IOException gone) {
            logged(gone);
            return false;
        }
    }

    /**
     * What is in a directory that was found, as far as it may be seen; to be closed.
     *
     * @throws IOException when it cannot be read, or is not there any more
     */
    EntrySource entries(Directory found) throws IOException {
        Path base = base(root.toRealPath());
        Path directory = found.directory();
        Folder folder =
                walk.enterAlone(base, directory).orElseThrow(() -> new NoSuchFileException(directory.toString()));
        boolean showHidden = dotfiles == MappingOptions.Dotfiles.ALLOW;
        return new DirectoryEntries(directory, folder, showHidden, link -> look(base, link));
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

    /** Looks until nobody changes the way there in the meantime; who always does has made it a way to nowhere. */
    private Resource look(Path base, Path file) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Path> real = attempt == 0 && isReal(base, file) ? Optional.of(file) : follow(base, file);
            Optional<Resource> seen = real.isEmpty() ? Optional.of(Resource.MISSING) : lookAt(base, real.get());
            if (seen.isPresent()) {
                return seen.get();
            }
        }
        return Resource.MISSING;
    }

    /** Whether there is no link to be followed, save perhaps the last name: the walk will tell. */
    private boolean isReal(Path base, Path file) {
        return symlinks == Symlinks.INSIDE && walk.remembers(base, file.getParent());
    }

    /** Where links lead to. Only a proposal: it is true when the walk there finds no link. */
    private Optional<Path> follow(Path base, Path file) {
        if (symlinks == Symlinks.DENY) {
            return holdsLink(base, file) ? Optional.empty() : Optional.of(file);
        }
        try {
            return Optional.of(file.toRealPath()).filter(real -> real.startsWith(base));
        } catch (IOException unreachable) {
            logged(unreachable);
            return Optional.empty();
        }
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

    /** Looks at a real path, or finds nothing out because it is none any more. */
    private Optional<Resource> lookAt(Path base, Path real) throws IOException {
        if (real.equals(base)) {
            return Optional.of(Files.isDirectory(base) ? new Directory(base) : Resource.MISSING);
        }
        Optional<? extends Folder> entered = walk.enter(base, real.getParent());
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        try (Folder folder = entered.get()) {
            BasicFileAttributes attributes = folder.look(real.getFileName());
            return attributes.isSymbolicLink() ? Optional.empty() : Optional.of(resource(base, real, attributes));
        } catch (IOException unreachable) {
            logged(unreachable);
            return Optional.of(Resource.MISSING);
        }
    }

    private static Resource resource(Path base, Path real, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return new Directory(real);
        }
        return attributes.isRegularFile() && Files.isReadable(real)
                ? new Found(base, real, FileFacts.of(attributes))
                : Resource.MISSING;
    }

    /** The same path again, which must hold no link below the root. */
    private Resource lookAgain(Found found) throws IOException {
        return holdsLink(found.base(), found.file())
                ? Resource.MISSING
                : lookAt(found.base(), found.file()).orElse(Resource.MISSING);
    }

    private Optional<FileContent> openIn(Optional<? extends Folder> entered, Found found) throws IOException {
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        try (Folder folder = entered.get()) {
            return openIn(folder, found);
        }
    }

    /** Looks before, since opening could take for ever, and after, since a name may be given to another file meanwhile. */
    private Optional<FileContent> openIn(Folder folder, Found found) throws IOException {
        if (!isStill(found, folder)) {
            return Optional.empty();
        }
        Optional<FileContent> content = openIfPresent(folder, found);
        if (content.isPresent() && !isStill(found, folder)) {
            content.get().close();
            return Optional.empty();
        }
        return content;
    }

    /** Where files have no keys, the same real path has to do. */
    private boolean isStill(Found found, Folder folder) {
        try {
            return FileFacts.of(folder.look(found.file().getFileName())).equals(found.facts())
                    && (found.facts().key().isPresent() || lookAgain(found).equals(found));
        } catch (IOException gone) {
            logged(gone);
            return false;
        }
    }

    private Optional<FileContent> openIfPresent(Folder folder, Found found) throws IOException {
        try {
            return Optional.of(folder.open(found.file().getFileName()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (AccessDeniedException unreadable) {
            LOG.debug("A file may not be read.", unreadable);
            return Optional.empty();
        } catch (FileSystemException perhapsALink) {
            logged(perhapsALink);
            if (isStill(found, folder)) {
                throw perhapsALink;
            }
            return Optional.empty();
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * A name that is too long, links in a circle, a file where a directory should be: the system has an errno for each, Java
     * has not, and to the client they are all the same. What nobody expects is told to the log.
     */
    private static void logged(IOException reason) {
        if (!(reason instanceof NoSuchFileException)) {
            LOG.debug("A path leads nowhere.", reason);
        }
    }
}
