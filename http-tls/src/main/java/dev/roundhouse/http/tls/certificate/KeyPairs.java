package dev.roundhouse.http.tls.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** Whether a private key and the public key of a certificate belong together. */
final class KeyPairs {
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

    private KeyPairs() {}

    /** Signs a message with the one and verifies it with the other. */
    static boolean fit(PrivateKey privateKey, X509Certificate certificate) {
        PublicKey publicKey = certificate.getPublicKey();
        if (!algorithm(privateKey.getAlgorithm()).equals(algorithm(publicKey.getAlgorithm()))) {
            return false;
        }
        try {
            Signature signature = signature(privateKey.getAlgorithm());
            signature.initSign(privateKey);
            signature.update(MESSAGE);
            byte[] bytes = signature.sign();
            signature.initVerify(publicKey);
            signature.update(MESSAGE);
            return signature.verify(bytes);
        } catch (GeneralSecurityException otherKey) {
            // Such as a signature of another length, or another curve.
            return false;
        }
    }

    /** Keys of Ed25519 are named EdDSA when they are read from a certificate. */
    private static String algorithm(String name) {
        return name.startsWith("Ed") ? "EdDSA" : name;
    }

    private static Signature signature(String keyAlgorithm) throws GeneralSecurityException {
        return switch (keyAlgorithm) {
            case "RSA" -> Signature.getInstance("SHA256withRSA");
            case "EC" -> Signature.getInstance("SHA256withECDSA");
            case "RSASSA-PSS" -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield pss;
            }
            default -> Signature.getInstance(keyAlgorithm);
        };
    }
}
