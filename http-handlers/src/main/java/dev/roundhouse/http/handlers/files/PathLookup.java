package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.Resource.Directory;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Determines what a path below a root is: a file, a directory, or nothing that may be read. Opens no file. */
final class PathLookup {
    /** How often a path may be replaced during the lookup before it counts as missing. */
    private static final int MAX_ATTEMPTS = 5;

    private final RootPath root;
    private final SymlinkPolicy symlinks;
    private final DirectoryResolver resolver;
    private final SymlinkResolver links;
    private final ReadAccess access;

    PathLookup(RootPath root, SymlinkPolicy symlinkPolicy, DirectoryResolver directoryResolver, ReadAccess access) {
        this.root = root;
        this.symlinks = symlinkPolicy;
        this.resolver = directoryResolver;
        this.links = new SymlinkResolver(symlinkPolicy);
        this.access = access;
    }

    /** Repeats the lookup while the path is being changed; a path that changes each time is missing. */
    Resource lookUp(Path base, Path file) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            SymlinkResolver.LinkTarget target = attempt == 0 && isParentCached(base, file)
                    ? SymlinkResolver.LinkTarget.of(file)
                    : links.follow(base, file);
            Optional<Resource> found = target.real().isEmpty()
                    ? Optional.of(target.otherwise())
                    : inspect(base, target.real().get());
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Resource.Missing(
                Files.isDirectory(file.getParent()) ? MissingReason.CHANGING : MissingReason.NO_SUCH_NAME);
    }

    /** Looks up the path of a file again, which must contain no symbolic link below the root. */
    Resource lookUpAgain(RegularFile regularFile) throws IOException {
        return SymlinkResolver.hasLink(regularFile.root(), regularFile.path())
                ? Resource.MISSING
                : inspect(regularFile.root(), regularFile.path()).orElse(Resource.MISSING);
    }

    /** Whether no name of the path is a symbolic link, except possibly the last one, which the resolver detects. */
    private boolean isParentCached(Path base, Path file) {
        return symlinks == SymlinkPolicy.INSIDE && resolver.isCached(base, file.getParent());
    }

    /** What has this real path; nothing when it is not a real path any more. */
    private Optional<Resource> inspect(Path base, Path real) throws IOException {
        if (real.equals(base)) {
            return Optional.of(root.directory(base, access));
        }
        Path parent = real.getParent();
        Optional<? extends DirectoryHandle> entered = resolver.open(base, parent);
        if (entered.isEmpty()) {
            boolean unreadable =
                    Files.isDirectory(parent) && !access.toDirectories().test(parent);
            return unreadable ? Optional.of(missing(MissingReason.UNREADABLE)) : Optional.empty();
        }
        try (DirectoryHandle directoryHandle = entered.get()) {
            BasicFileAttributes attributes = directoryHandle.attributes(real.getFileName());
            return attributes.isSymbolicLink() ? Optional.empty() : resource(base, real, attributes);
        } catch (IOException e) {
            DocumentRoot.logUnexpected(e);
            return Optional.of(missing(SymlinkResolver.reason(e)));
        }
    }

    private Optional<Resource> resource(Path base, Path real, BasicFileAttributes attributes) throws IOException {
        if (attributes.isDirectory()) {
            return Optional.of(directory(real));
        }
        if (!attributes.isRegularFile()) {
            return Optional.of(missing(MissingReason.NOT_REGULAR));
        }
        return access.isGranted(real, attributes)
                ? found(base, real, FileMetadata.of(attributes))
                : Optional.of(missing(MissingReason.UNREADABLE));
    }

    private Resource directory(Path real) {
        return access.toDirectories().test(real) ? new Directory(real) : missing(MissingReason.UNREADABLE);
    }

    /**
     * The attributes by directory handle have no change time, so they are read by path as well; the file key shows whether
     * that was the same file. Nothing when another file has the path by now.
     */
    private static Optional<Resource> found(Path base, Path real, FileMetadata byHandle) throws IOException {
        if (byHandle.fileKey().isEmpty()) {
            return Optional.of(new RegularFile(base, real, byHandle));
        }
        FileMetadata byPath = FileMetadata.at(real, LinkOption.NOFOLLOW_LINKS);
        return byPath.fileKey().equals(byHandle.fileKey())
                ? Optional.of(new RegularFile(base, real, byPath))
                : Optional.empty();
    }

    private static Resource.Missing missing(MissingReason reason) {
        return new Resource.Missing(reason);
    }
}
