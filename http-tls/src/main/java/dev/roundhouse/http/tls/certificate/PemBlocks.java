package dev.roundhouse.http.tls.certificate;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The blocks of a PEM file. RFC 7468 */
final class PemBlocks {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private PemBlocks() {}

    /**
     * One block.
     *
     * @param label such as {@code CERTIFICATE}
     * @param der the decoded bytes
     * @param line the number of its first line, from 1
     */
    record PemBlock(String label, byte[] der, int line) {}

    /**
     * Parses the blocks of a text; text between them is skipped.
     *
     * @throws PemException for a block that has no end, or is not Base64
     */
    static List<PemBlock> parse(String text) throws PemException {
        List<PemBlock> blocks = new ArrayList<>();
        String label = "";
        int begin = 0;
        StringBuilder base64 = new StringBuilder();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
                label = line.substring(BEGIN.length(), line.length() - DASHES.length());
                begin = number;
                base64.setLength(0);
            } else if (line.startsWith(END) && !label.isEmpty()) {
                blocks.add(new PemBlock(label, decode(base64, begin), begin));
                label = "";
            } else if (!label.isEmpty() && line.indexOf(':') < 0) {
                // A line with a colon is a header of the older format, RFC 1421.
                base64.append(line);
            }
        }
        if (!label.isEmpty()) {
            throw new PemException("the block " + label + " has no end", begin);
        }
        return blocks;
    }

    private static byte[] decode(CharSequence base64, int line) throws PemException {
        try {
            return Base64.getDecoder().decode(base64.toString());
        } catch (IllegalArgumentException malformed) {
            throw new PemException("the block is not Base64", line);
        }
    }
}
