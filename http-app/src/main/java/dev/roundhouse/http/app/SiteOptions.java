package dev.roundhouse.http.app;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is served. */
@Command(description = "Site")
final class SiteOptions {
    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Directory to serve. Default: ${DEFAULT-VALUE}")
    private Path directory;

    @Option(
            names = "--server-header",
            paramLabel = "FORM",
            defaultValue = "name",
            description =
                    "Server field of answers: off, name, or full, which adds the version. Default: ${DEFAULT-VALUE}")
    private ServerHeader serverHeader;

    @Option(
            names = "--health-path",
            paramLabel = "PATH",
            converter = AbsolutePath.class,
            description = "Answers 200 at this path, and 503 while the server ends, for load balancers; a file there is"
                    + " hidden. Default: off")
    private Optional<String> healthPath;

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

    Path directory() {
        return directory;
    }

    ServerHeader serverHeader() {
        return serverHeader;
    }

    Optional<String> healthPath() {
        return healthPath;
    }
}
