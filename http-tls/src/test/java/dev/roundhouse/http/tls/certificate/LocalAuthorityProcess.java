package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.pem.PemBlocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that opens an authority, and prints whether the root is new, and the root. */
final class LocalAuthorityProcess {
    private LocalAuthorityProcess() {}

    public static void main(String[] arguments) throws Exception {
        LocalAuthority authority = LocalAuthority.open(Path.of(arguments[0]), CertificateTestFiles.NOW);
        CertificateSource source = authority.issue(List.of("localhost"), CertificateTestFiles.NOW);
        CertificateSet set = CertificateSet.load(List.of(source), CertificateTestFiles.NOW);
        String root = Files.readString(authority.rootCertificate());
        if (!root.equals(PemBlocks.encode(
                "CERTIFICATE", set.certificates().get(0).chain().get(1).getEncoded()))) {
            throw new IllegalStateException("the certificate is of another root");
        }
        System.out.print((authority.isNew() ? "new " : "old ") + root);
    }
}
