package dev.roundhouse.http.tls.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The certificates of one set, with an alias for each. Immutable. */
final class AliasedCertificates {
    private final CertificateSet set;
    private final List<AliasedCertificate> entries = new ArrayList<>();

    private record AliasedCertificate(String alias, ServerCertificate certificate) {}

    /**
     * Creates the aliases.
     *
     * @param generation a number that no other set has
     */
    AliasedCertificates(CertificateSet set, long generation) {
        this.set = set;
        for (ServerCertificate certificate : set.certificates()) {
            entries.add(new AliasedCertificate(generation + "-" + entries.size(), certificate));
        }
    }

    CertificateSet set() {
        return set;
    }

    /** Adds the entries to a map, with the same instances of the aliases as keys. */
    void putInto(Map<String, ServerCertificate> map) {
        for (AliasedCertificate entry : entries) {
            map.put(entry.alias, entry.certificate);
        }
    }

    /**
     * The alias for a handshake; null if there is none.
     *
     * @param keyType that the client supports
     * @param name the server name that the client has sent, in lower case
     * @param strict whether a name is necessary
     */
    String choose(String keyType, Optional<String> name, boolean strict) {
        for (AliasedCertificate entry : candidates(name, strict)) {
            if (entry.certificate.keyType().equals(keyType)) {
                return entry.alias;
            }
        }
        return null;
    }

    private List<AliasedCertificate> candidates(Optional<String> name, boolean strict) {
        if (name.isPresent()) {
            List<AliasedCertificate> exact = select(certificate -> certificate.hasName(name.get()));
            if (!exact.isEmpty()) {
                return exact;
            }
            List<AliasedCertificate> wildcard = select(certificate -> certificate.hasWildcardFor(name.get()));
            if (!wildcard.isEmpty()) {
                return wildcard;
            }
        }
        if (strict) {
            return List.of();
        }
        ServerCertificate first = entries.get(0).certificate;
        return select(certificate -> certificate.dnsNames().equals(first.dnsNames())
                && certificate.addresses().equals(first.addresses()));
    }

    private List<AliasedCertificate> select(Predicate<ServerCertificate> condition) {
        return entries.stream()
                .filter(entry -> condition.test(entry.certificate))
                .toList();
    }

    String[] aliases(String keyType) {
        return entries.stream()
                .filter(entry -> entry.certificate.keyType().equals(keyType))
                .map(AliasedCertificate::alias)
                .toArray(String[]::new);
    }
}
