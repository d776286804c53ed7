package dev.roundhouse.http.server.content.multipart;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parameters of a Content-Disposition as browsers send it. In quoted strings they encode quotation marks and line ends by a
 * percent sign (WHATWG HTML §4.10.21.8), but not backslashes, of which names of files on Windows consist; other clients precede a
 * quotation mark by a backslash. So a backslash before anything else than a quotation mark is an ordinary character.
 */
final class ContentDisposition {
    private static final FieldName FIELD = FieldName.of("Content-Disposition");
    private static final String FORM_DATA = "form-data";

    private final String text;
    private int at;
    private Optional<String> name = Optional.empty();
    private Optional<String> filename = Optional.empty();

    private ContentDisposition(String text) {
        this.text = text;
    }

    /**
     * Returns the head of a part. RFC 7578 §4.2: the field is required, and so is the name; {@code filename*} is not used.
     *
     * @throws MultipartException when there is no name
     */
    static PartHead headOf(Headers headers) throws MultipartException {
        List<String> values = headers.all(FIELD);
        if (values.size() != 1) {
            throw MultipartException.malformed("a part must have exactly one Content-Disposition (RFC 7578 §4.2)");
        }
        byte[] bytes = values.get(0).getBytes(StandardCharsets.ISO_8859_1);
        ContentDisposition disposition = new ContentDisposition(new String(bytes, StandardCharsets.UTF_8));
        disposition.parse();
        String name = disposition.name.orElseThrow(
                () -> MultipartException.malformed("a part of a form must have a name (RFC 7578 §4.2)"));
        return new PartHead(name, disposition.filename, headers);
    }

    private void parse() throws MultipartException {
        if (!readUntil(";").strip().toLowerCase(Locale.ROOT).equals(FORM_DATA)) {
            throw MultipartException.malformed("the disposition of a part must be form-data (RFC 7578 §4.2)");
        }
        while (at < text.length()) {
            at++;
            String parameter = readUntil("=;").strip().toLowerCase(Locale.ROOT);
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                set(parameter, readValue());
            } else if (!parameter.isEmpty()) {
                throw MultipartException.malformed("malformed Content-Disposition of a part");
            }
        }
    }

    private void set(String parameter, String value) {
        if (parameter.equals("name") && name.isEmpty()) {
            name = Optional.of(value);
        } else if (parameter.equals("filename") && filename.isEmpty()) {
            filename = Optional.of(value);
        }
    }

    private String readUntil(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private String readValue() throws MultipartException {
        skipSpaces();
        if (at == text.length() || text.charAt(at) != '"') {
            return readUntil(";").strip();
        }
        at++;
        String value = readQuoted();
        skipSpaces();
        if (at < text.length() && text.charAt(at) != ';') {
            throw MultipartException.malformed("malformed Content-Disposition of a part");
        }
        return value;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private String readQuoted() throws MultipartException {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            boolean isEscape = text.startsWith("\\\"", at);
            at += isEscape ? 1 : 0;
            value.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw MultipartException.malformed("a quotation mark is missing in the Content-Disposition of a part");
        }
        at++;
        return decode(value.toString());
    }

    /** Only these three are encoded: other percent signs are ordinary characters. */
    private static String decode(String value) {
        return value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }
}
