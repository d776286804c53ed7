package dev.roundhouse.http.tls.pem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads and writes the blocks of a PEM file. RFC 7468 */
public final class PemBlocks {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final List<PemBlock> blocks = new ArrayList<>();
    private final StringBuilder base64 = new StringBuilder();

    /** Of the open block; empty between blocks. */
    private String label = "";

    private int begin;
    private boolean isLegacyEncrypted;

    private PemBlocks() {}

    /**
     * Parses the blocks of a text; text between them is skipped.
     *
     * @throws PemException for a block that has no end, or is not Base64
     */
    public static List<PemBlock> parse(String text) throws PemException {
        PemBlocks parser = new PemBlocks();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            parser.add(line.strip(), number);
        }
        if (!parser.label.isEmpty()) {
            throw new PemException("the block " + parser.label + " has no end; the file is incomplete", parser.begin);
        }
        return List.copyOf(parser.blocks);
    }

    private void add(String line, int number) throws PemException {
        if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
            if (!label.isEmpty()) {
                throw new PemException("the block " + label + " has no end; the file is damaged", begin);
            }
            label = line.substring(BEGIN.length(), line.length() - DASHES.length());
            begin = number;
            isLegacyEncrypted = false;
            base64.setLength(0);
        } else if (label.isEmpty()) {
            return;
        } else if (line.startsWith(END)) {
            if (!line.equals(END + label + DASHES)) {
                throw new PemException("the block " + label + " ends with another label; the file is damaged", number);
            }
            blocks.add(new PemBlock(label, decode(), begin, isLegacyEncrypted));
            label = "";
        } else if (line.indexOf(':') >= 0) {
            // A line with a colon is a header, RFC 1421.
            isLegacyEncrypted |= line.startsWith("Proc-Type:") && line.endsWith("ENCRYPTED");
        } else {
            base64.append(line);
        }
    }

    private byte[] decode() throws PemException {
        try {
            byte[] der = Base64.getDecoder().decode(base64.toString());
            if (der.length > 0) {
                return der;
            }
        } catch (IllegalArgumentException malformed) {
            // Reported below.
        }
        throw new PemException("the block " + label + " is not valid Base64; the file is damaged", begin);
    }

    /** The text of a block. */
    public static String encode(String label, byte[] der) {
        String body = new String(ENCODER.encode(der), StandardCharsets.US_ASCII);
        return BEGIN + label + DASHES + "\n" + body + "\n" + END + label + DASHES + "\n";
    }
}
