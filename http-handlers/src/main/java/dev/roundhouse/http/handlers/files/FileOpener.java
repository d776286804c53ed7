package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens files that were found, and only those: another file of the same name is not opened. */
final class FileOpener {
    private static final Logger LOG = LoggerFactory.getLogger(FileOpener.class);

    private final DirectoryResolver resolver;
    private final PathLookup lookup;

    FileOpener(DirectoryResolver directoryResolver, PathLookup pathLookup) {
        this.resolver = directoryResolver;
        this.lookup = pathLookup;
    }

    /** Opens a file, unless it was changed since it was found. */
    Optional<FileContent> openIfUnchanged(RegularFile regularFile) throws IOException {
        Path directory = regularFile.path().getParent();
        Optional<FileContent> content = openIn(resolver.openCached(regularFile.root(), directory), regularFile);
        // The cached handle may be that of a directory which has another path by now.
        return content.isPresent() ? content : openIn(resolver.open(regularFile.root(), directory), regularFile);
    }

    private Optional<FileContent> openIn(Optional<? extends DirectoryHandle> entered, RegularFile regularFile)
            throws IOException {
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryHandle directoryHandle = entered.get()) {
            return openIn(directoryHandle, regularFile);
        }
    }

    /**
     * Compares the file before it is opened, since opening a FIFO would block, and after, since its name may have been given
     * to another file in the meantime.
     */
    private Optional<FileContent> openIn(DirectoryHandle directoryHandle, RegularFile regularFile) throws IOException {
        if (!isSameFile(regularFile, directoryHandle)) {
            return Optional.empty();
        }
        Optional<FileContent> content = openIfPresent(directoryHandle, regularFile);
        if (content.isPresent() && !isSameFile(regularFile, directoryHandle)) {
            content.get().close();
            return Optional.empty();
        }
        return content;
    }

    /** On file systems without file keys, the same real path has to be enough. */
    private boolean isSameFile(RegularFile regularFile, DirectoryHandle directoryHandle) {
        try {
            return FileMetadata.of(directoryHandle.attributes(regularFile.path().getFileName()))
                            .isSameVersion(regularFile.metadata())
                    && (regularFile.metadata().fileKey().isPresent()
                            || lookup.lookUpAgain(regularFile).equals(regularFile));
        } catch (IOException e) {
            DocumentRoot.logUnexpected(e);
            return false;
        }
    }

    private Optional<FileContent> openIfPresent(DirectoryHandle directoryHandle, RegularFile regularFile)
            throws IOException {
        try {
            return Optional.of(directoryHandle.openFile(regularFile.path().getFileName()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            LOG.debug("cannot read file (permission denied)", e);
            return Optional.empty();
        } catch (FileSystemException e) {
            DocumentRoot.logUnexpected(e);
            if (isSameFile(regularFile, directoryHandle)) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
