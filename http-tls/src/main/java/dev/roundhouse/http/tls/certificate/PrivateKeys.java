package dev.roundhouse.http.tls.certificate;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Private keys in PKCS#8 (RFC 5208), SEC1 (RFC 5915) and PKCS#1 (RFC 8017) encoding. */
final class PrivateKeys {
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    /** AlgorithmIdentifier of rsaEncryption, with NULL parameters. */
    private static final byte[] RSA = {
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    /** The object identifier id-ecPublicKey. */
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};

    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519", "RSASSA-PSS");

    private PrivateKeys() {}

    /**
     * Decodes the block of a key.
     *
     * @throws PemException for a block of another kind
     */
    static PrivateKey decode(PemBlocks.PemBlock block) throws PemException {
        return switch (block.label()) {
            case "PRIVATE KEY" -> pkcs8(block.der(), block.line());
            case "RSA PRIVATE KEY" -> pkcs8(wrap(RSA, block.der()), block.line());
            case "EC PRIVATE KEY" -> pkcs8(wrap(ecAlgorithm(block), block.der()), block.line());
            default -> throw new PemException("a private key was expected, but found " + block.label(), block.line());
        };
    }

    private static PrivateKey pkcs8(byte[] der, int line) throws PemException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException other) {
                // The key is of another algorithm.
            }
        }
        throw new PemException("the private key is malformed, or of an unsupported algorithm", line);
    }

    /** The curve is in the optional field [0] of the key. RFC 5915 §3 */
    private static byte[] ecAlgorithm(PemBlocks.PemBlock block) throws PemException {
        byte[] der = block.der();
        for (int at = 0; at + 2 < der.length; at++) {
            int length = der[at + 1];
            if (der[at] == (byte) 0xA0 && length > 2 && at + 2 + length <= der.length && der[at + 2] == 0x06) {
                byte[] curve = new byte[length];
                System.arraycopy(der, at + 2, curve, 0, length);
                return sequence(EC_PUBLIC_KEY, curve);
            }
        }
        throw new PemException("the EC private key does not contain its curve; convert it with openssl pkcs8", block.line());
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return sequence(VERSION_0, algorithm, element(0x04, key));
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return element(0x30, content.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length < 0x80) {
            element.write(content.length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            element.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                element.write(content.length >>> shift);
            }
        }
        element.writeBytes(content);
        return element.toByteArray();
    }
}
