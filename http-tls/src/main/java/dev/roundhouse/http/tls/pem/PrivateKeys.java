package dev.roundhouse.http.tls.pem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys in PKCS#8 (RFC 5958), SEC1 (RFC 5915) and PKCS#1 (RFC 8017) encoding. */
public final class PrivateKeys {
    private static final byte[] EC_PUBLIC_KEY = DerWriter.objectIdentifier("1.2.840.10045.2.1");

    private static final byte[] RSA_ENCRYPTION = DerWriter.objectIdentifier("1.2.840.113549.1.1.1");
    private static final byte[] NULL = {0x05, 0x00};

    private static final Map<ByteBuffer, String> ALGORITHMS = Map.of(
            ByteBuffer.wrap(RSA_ENCRYPTION), "RSA",
            ByteBuffer.wrap(DerWriter.objectIdentifier("1.2.840.113549.1.1.10")), "RSASSA-PSS",
            ByteBuffer.wrap(EC_PUBLIC_KEY), "EC",
            ByteBuffer.wrap(DerWriter.objectIdentifier("1.3.101.112")), "Ed25519",
            ByteBuffer.wrap(DerWriter.objectIdentifier("1.3.101.113")), "Ed448");

    /** P-256, P-384 and P-521. */
    private static final Set<ByteBuffer> CURVES = Set.of(
            ByteBuffer.wrap(DerWriter.objectIdentifier("1.2.840.10045.3.1.7")),
            ByteBuffer.wrap(DerWriter.objectIdentifier("1.3.132.0.34")),
            ByteBuffer.wrap(DerWriter.objectIdentifier("1.3.132.0.35")));

    private static final String CREATE = "; create a key of the curve prime256v1, or an RSA key";
    private static final String CONVERT = "; convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEWKEY";

    private PrivateKeys() {}

    /** The block of the private key of a file. */
    public static PemBlock find(List<PemBlock> blocks) throws PemException {
        List<PemBlock> keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.size() > 1) {
            throw new PemException(
                    "a second private key; remove the one that is not used",
                    keys.get(1).line());
        }
        if (keys.isEmpty()) {
            PemBlock first = blocks.get(0);
            throw new PemException(
                    first.isCertificate()
                            ? "a certificate, and no private key; exchange the files of the key and the certificate"
                            : "no private key, but " + first.label(),
                    first.line());
        }
        return keys.get(0);
    }

    /**
     * Decodes the private key of a file.
     *
     * @param blocks all blocks of the file
     * @param password for an encrypted key
     */
    public static PrivateKey decode(List<PemBlock> blocks, Optional<char[]> password) throws PemException {
        PemBlock block = find(blocks);
        if (block.isLegacyEncrypted()) {
            throw new PemException(
                    "the key is encrypted in the old format of OpenSSL (Proc-Type); convert it with:"
                            + " openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out NEWKEY",
                    block.line());
        }
        int line = block.line();
        return switch (block.label()) {
            case "PRIVATE KEY" -> decodePkcs8(block.der(), line);
            case "RSA PRIVATE KEY" -> decodePkcs8(wrap(DerWriter.sequence(RSA_ENCRYPTION, NULL), block.der()), line);
            case "EC PRIVATE KEY" ->
                decodePkcs8(wrap(DerWriter.sequence(EC_PUBLIC_KEY, curve(block, blocks)), block.der()), line);
            case "ENCRYPTED PRIVATE KEY" -> decrypt(block, password);
            default -> throw new PemException("the key format " + block.label() + " is not supported" + CONVERT, line);
        };
    }

    private static PrivateKey decodePkcs8(byte[] der, int line) throws PemException {
        List<DerReader.DerElement> identifier = algorithmIdentifier(der);
        String algorithm =
                identifier.isEmpty() ? null : ALGORITHMS.get(identifier.get(0).encoded());
        if (algorithm == null) {
            throw new PemException("the private key is malformed, or of an unsupported algorithm" + CREATE, line);
        }
        if (algorithm.equals("EC") && identifier.size() == 2) {
            requireCurve(identifier.get(1), line);
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException malformed) {
            throw new PemException("the " + algorithm + " key is malformed; copy the file again", line);
        }
    }

    /** The algorithm and its parameters in PKCS#8: SEQUENCE { version, SEQUENCE { OID, ... }, ... }. RFC 5958 §2 */
    private static List<DerReader.DerElement> algorithmIdentifier(byte[] der) {
        List<DerReader.DerElement> elements = new ArrayList<>();
        DerReader.ofSequence(der)
                .flatMap(key -> key.nextWithTag(DerWriter.SEQUENCE))
                .ifPresent(identifier -> {
                    identifier.content().next().ifPresent(elements::add);
                    identifier.content().next().ifPresent(elements::add);
                });
        return elements;
    }

    /** Java reads keys of more curves than it signs with. */
    private static void requireCurve(DerReader.DerElement curve, int line) throws PemException {
        if (curve.tag() != DerWriter.OBJECT_IDENTIFIER) {
            throw new PemException(
                    "the EC key describes its curve by explicit parameters; convert it with:"
                            + " openssl ec -param_enc named_curve -in KEY -out NEWKEY",
                    line);
        }
        if (!CURVES.contains(curve.encoded())) {
            throw new PemException("the curve of the EC key is not supported" + CREATE, line);
        }
    }

    /**
     * The curve of an EC key: in its optional field [0] (RFC 5915 §3), or in a block of parameters before it, as
     * {@code openssl ecparam -genkey} writes it.
     */
    private static byte[] curve(PemBlock key, List<PemBlock> blocks) throws PemException {
        Optional<byte[]> own = DerReader.ofSequence(key.der())
                .flatMap(fields -> fields.nextWithTag(DerWriter.CONTEXT_CONSTRUCTED))
                .flatMap(field -> field.content().next())
                .map(DerReader.DerElement::bytes);
        return own.or(() -> blocks.stream()
                        .filter(block -> block.label().equals("EC PARAMETERS"))
                        .map(PemBlock::der)
                        .findFirst())
                .orElseThrow(() -> new PemException("the EC key does not contain its curve" + CONVERT, key.line()));
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return DerWriter.sequence(DerWriter.integer(0), algorithm, DerWriter.byteString(key));
    }

    private static PrivateKey decrypt(PemBlock block, Optional<char[]> password) throws PemException {
        char[] characters = password.orElseThrow(
                () -> new PemException("the key is encrypted; name a file that contains its password", block.line()));
        requireAscii(characters, block);
        byte[] der;
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(block.der());
            Cipher cipher = Cipher.getInstance(cipherName(info));
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(cipherName(info)).generateSecret(new PBEKeySpec(characters)),
                    info.getAlgParameters());
            der = cipher.doFinal(info.getEncryptedData());
        } catch (BadPaddingException wrong) {
            throw wrongPassword(block);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unsupported) {
            throw new PemException(
                    "the encryption of the key is not supported; convert it with:"
                            + " openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out NEWKEY",
                    block.line());
        }
        // One wrong password of 256 gives a valid padding.
        if (algorithmIdentifier(der).isEmpty()) {
            throw wrongPassword(block);
        }
        PrivateKey key = decodePkcs8(der, block.line());
        Arrays.fill(der, (byte) 0);
        return key;
    }

    /** The JDK accepts no other characters for PBES2. */
    private static void requireAscii(char[] password, PemBlock block) throws PemException {
        for (char character : password) {
            if (character < ' ' || character > '~') {
                throw new PemException(
                        "the password of the key has characters other than printable ASCII; encrypt the key with"
                                + " another password",
                        block.line());
            }
        }
    }

    private static PemException wrongPassword(PemBlock block) {
        return new PemException("the password does not decrypt the key; correct the password file", block.line());
    }

    /** The parameters of PBES2 (RFC 8018 §6.2) name the functions within it; the class of the JDK prints the name of its cipher. */
    private static String cipherName(EncryptedPrivateKeyInfo info) {
        AlgorithmParameters parameters = info.getAlgParameters();
        boolean isPbes2 = info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13");
        return isPbes2 && parameters != null ? parameters.toString() : info.getAlgName();
    }
}
