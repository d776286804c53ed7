package dev.roundhouse.http.tls.certificate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that opens an authority, and prints whether the root is new, and the certificates. */
final class LocalAuthorityProcess {
    private LocalAuthorityProcess() {}

    public static void main(String[] arguments) throws Exception {
        LocalAuthority authority = LocalAuthority.open(Path.of(arguments[0]), CertificateTestFiles.NOW);
        CertificateSource source = authority.issue(List.of("localhost"), CertificateTestFiles.NOW);
        System.out.println((authority.isNew() ? "new " : "old ")
                + Files.readString(authority.rootCertificate())
                + Files.readString(source.files().get(0)));
    }
}
