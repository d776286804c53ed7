package dev.roundhouse.http.app.site;

import dev.roundhouse.http.app.config.Values;
import dev.roundhouse.http.app.config.Words;
import dev.roundhouse.http.handlers.DocumentRoot.Symlinks;
import dev.roundhouse.http.handlers.MappingOptions;
import dev.roundhouse.http.handlers.MappingOptions.Dotfiles;
import dev.roundhouse.http.handlers.Mount;
import dev.roundhouse.http.semantics.UriPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which directories are served, and where. */
@Command(description = "Site")
public final class RootOptions {
    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Directory to serve. Default: ${DEFAULT-VALUE}")
    private Path directory;

    @Option(
            names = "--mount",
            paramLabel = "PATH=DIR",
            converter = MountValue.class,
            description =
                    "Serves another directory below a path, as /docs=target/site. May be repeated; the longest path"
                            + " wins.")
    private List<Mount<Path>> mounts = List.of();

    @Option(
            names = "--base-path",
            paramLabel = "PATH",
            defaultValue = "/",
            converter = PathValue.class,
            description = "What the paths of all requests begin with, where a proxy in front does not cut that off."
                    + " Default: ${DEFAULT-VALUE}")
    private UriPath basePath;

    @Option(
            names = "--dotfiles",
            paramLabel = "RULE",
            defaultValue = "deny",
            converter = DotfilesWord.class,
            description = "Names that begin with a dot: deny hides all but /.well-known, allow serves them."
                    + " Default: ${DEFAULT-VALUE}")
    private Dotfiles dotfiles;

    @Option(
            names = "--symlinks",
            paramLabel = "RULE",
            defaultValue = "inside",
            converter = SymlinksWord.class,
            description = "Symbolic links: inside follows those that stay in the directory, deny none, follow all."
                    + " Default: ${DEFAULT-VALUE}")
    private Symlinks symlinks;

    @Option(
            names = "--health-path",
            paramLabel = "PATH",
            converter = AbsolutePath.class,
            description = "Answers 200 at this path, and 503 while the server ends, for load balancers; a file there is"
                    + " hidden. Default: off")
    private Optional<String> healthPath;

    /** For picocli. */
    public RootOptions() {}

    /** What becomes of names that begin with a dot. */
    static final class DotfilesWord extends Words<Dotfiles> {
        DotfilesWord() {
            super(Dotfiles.class);
        }
    }

    /** What becomes of links. */
    static final class SymlinksWord extends Words<Symlinks> {
        SymlinksWord() {
            super(Symlinks.class);
        }
    }

    /** A path as it stands in a request. */
    static final class AbsolutePath implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!value.matches("/[!-~&&[^?#]]*")) {
                throw new TypeConversionException("'" + value
                        + "' is not a path; begin with a slash, and write it percent-encoded, as in requests");
            }
            return value;
        }
    }

    /** A path as people type it. */
    static final class PathValue extends Values<UriPath> {
        PathValue() {
            super(MappingOptions::path);
        }
    }

    /** {@code /path=DIRECTORY} */
    static final class MountValue extends Values<Mount<Path>> {
        MountValue() {
            super(Mount::parse);
        }
    }

    /** The directory at the top, as it was typed. */
    public Path directory() {
        return directory;
    }

    /** The others. */
    public List<Mount<Path>> mounts() {
        return List.copyOf(mounts);
    }

    UriPath basePath() {
        return basePath;
    }

    Dotfiles dotfiles() {
        return dotfiles;
    }

    Symlinks symlinks() {
        return symlinks;
    }

    Optional<String> healthPath() {
        return healthPath;
    }
}
