package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.handlers.coding.CompressibleTypes;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.syntax.Glob;
import dev.roundhouse.http.handlers.syntax.OptionErrors;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Determines the {@code Content-Type} of a file by its name (RFC 9110 §8.3).
 *
 * <p>The result does not depend on the machine: it is from a table that ships with this class, and from the additions of
 * {@link #with}. Immutable.
 *
 * <p>Text types have {@code charset=utf-8}. Others do not, each for the reason its registration gives: JSON defines no
 * such parameter (RFC 8259 §11); in XML, thus in SVG, the parameter would outrank the encoding that the document itself
 * declares (RFC 7303 §3), which a file server has not read.
 */
public final class MediaTypes {

    /** The type of files with an unknown or no extension. RFC 2046 §4.5.1 */
    static final String DEFAULT_TYPE = "application/octet-stream";

    private static final String SVGZ = ".svgz";

    /** The syntax of types that are configured. Not loaded if there are none. */
    private static final class Syntax {
        private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++"; // RFC 9110 §5.6.2
        private static final String QUOTED =
                "\"(?:[\\t !#-\\[\\]-~]++|\\\\[\\t -~])*+\""; // RFC 9110 §5.6.4, ASCII only

        /** One parameter, its name in group 1. RFC 9110 §5.6.6 */
        static final Pattern PARAMETER =
                Pattern.compile("[ \\t]*+;[ \\t]*+(" + TOKEN + ")=(?:" + TOKEN + "|" + QUOTED + ")");

        /** A complete field value: the main type in group 1, the parameters in group 2. RFC 9110 §8.3.1 */
        static final Pattern MEDIA_TYPE = Pattern.compile("(" + TOKEN + ")/" + TOKEN + "((?:" + PARAMETER + ")*+)");

        static final Pattern EXTENSION = Pattern.compile("\\.?([^./\\\\\\s\\p{Cntrl}]++)");
    }

    private final MediaTypeTable table;

    /** The types of extensions that were added to those of the table. */
    private final Map<String, String> additions;

    private final boolean addsCharset;

    private final NameRules<String> typeRules;

    /** An empty coding for names that are to have none. */
    private final NameRules<Optional<ContentCoding>> codingRules;

    private MediaTypes(
            MediaTypeTable table,
            Map<String, String> additions,
            boolean namesCharset,
            NameRules<String> typeRules,
            NameRules<Optional<ContentCoding>> codingRules) {
        this.table = table;
        this.additions = Map.copyOf(additions);
        this.addsCharset = namesCharset;
        this.typeRules = typeRules;
        this.codingRules = codingRules;
    }

    /**
     * Media type and content coding of a file.
     *
     * @param type the value of Content-Type
     * @param coding the value of Content-Encoding, if the content of the file is coded: {@code app.wasm.gz}
     */
    public record Described(String type, Optional<ContentCoding> coding) {}

    /**
     * The built-in table, generated from npm's mime-db. Read once, at the first call.
     *
     * @throws ExceptionInInitializerError if the table is missing from the program
     */
    public static MediaTypes standard() {
        return StandardTypes.TYPES;
    }

    /**
     * The value of Content-Type for a file of this name, such as {@code text/html; charset=utf-8}.
     *
     * <p>The text after the last dot determines it, ignoring case: {@code .tar.gz} is {@code application/gzip}. For names such as
     * {@code .js.gz} ({@link #describe}) it is the type of the compressed content. A name that has no extension, as
     * {@code README} and {@code .gitignore}, or an unknown one, is {@code application/octet-stream}.
     *
     * @param name the last segment of a path
     */
    public String forFileName(String name) {
        return describe(name).type();
    }

    /**
     * Type and coding of a file of this name. A compressed file is sent in its coding when browsers show or run what is in it, as
     * in {@code app.js.br} and {@code drawing.svgz}; all others, such as {@code backup.tar.gz} and {@code data.csv.gz}, are
     * downloads, and sent without a coding.
     *
     * <p>The coding does not depend on Accept-Encoding: there is no other form of the file to choose from, so the header
     * can only be ignored (RFC 9110 §12.5.3 and §15.5.7), and a client that stores the file gets the same bytes in any case.
     *
     * @param name the last segment of a path
     */
    public Described describe(String name) {
        Optional<String> ruled = typeRules.of(name);
        Optional<ContentCoding> outer = ContentCoding.ofFileName(name);
        String inner = outer.map(coding ->
                        name.substring(0, name.length() - coding.suffix().length()))
                .orElse(name);
        Optional<Optional<ContentCoding>> ruledCoding = codingRules.of(name);
        if (ruledCoding.isPresent()) {
            Optional<ContentCoding> coding = ruledCoding.get();
            return new Described(ruled.orElseGet(() -> coding.isPresent() ? typeOf(inner) : ofExtension(name)), coding);
        }
        boolean svgz = lowerCase(name).endsWith(SVGZ);
        if (ruled.isPresent() || svgz) {
            String type = ruled.orElseGet(() -> ofExtension(name));
            // If the ruled type is compressible, the bytes are not of that type but compressed.
            return new Described(
                    type,
                    (svgz ? Optional.of(ContentCoding.GZIP) : outer).filter(any -> CompressibleTypes.contains(type)));
        }
        String type = typeOf(inner);
        return outer.isPresent() && WebTypes.isShown(inner, type)
                ? new Described(type, outer)
                : new Described(ofExtension(name), Optional.empty());
    }

    private String typeOf(String name) {
        return typeRules.of(name).orElseGet(() -> ofExtension(name));
    }

    private String ofExtension(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return DEFAULT_TYPE;
        }
        String extension = lowerCase(name.substring(dot + 1));
        String added = additions.get(extension);
        return added != null ? added : table.find(extension, addsCharset).orElse(DEFAULT_TYPE);
    }

    /**
     * These types with one added or changed. A text type without a charset gets {@code charset=utf-8}.
     *
     * @param extension in upper or lower case, with or without its dot: {@code ts} or {@code .ts}
     * @param type a media type, possibly with parameters (RFC 9110 §8.3.1)
     * @throws IllegalArgumentException if no file name can have this extension, or if the type is not well-formed
     */
    public MediaTypes with(String extension, String type) {
        Map<String, String> changed = new HashMap<>(additions);
        String value = fieldValue(type);
        changed.put(parseExtension(extension), addsCharset ? value : type);
        return new MediaTypes(table, changed, addsCharset, typeRules, codingRules);
    }

    /**
     * These types with one added, in the form {@code ext=type}, {@code name=type} or {@code glob=type}: a name is that of a file,
     * or the end of one after a dot, and a glob has no slash ({@link Glob}). The last one that matches a name wins.
     *
     * @throws IllegalArgumentException as {@link #with(String, String)}, or when it is not of this form
     */
    public MediaTypes with(String extensionAndType) {
        int separator = extensionAndType.indexOf('=');
        if (separator < 0) {
            throw OptionErrors.invalid(
                    "Invalid media type rule: expected NAME=TYPE, e.g. ts=video/mp2t", extensionAndType);
        }
        String type = extensionAndType.substring(separator + 1);
        String value = fieldValue(type);
        return new MediaTypes(
                table,
                additions,
                addsCharset,
                typeRules.with(extensionAndType.substring(0, separator), addsCharset ? value : type),
                codingRules);
    }

    /**
     * These types with a rule for codings, in the form {@code ext=coding}, {@code name=coding} or {@code glob=coding}; the coding
     * is {@code gzip}, {@code br}, {@code zstd}, or {@code off} for none.
     *
     * @throws IllegalArgumentException when it is not of this form
     */
    public MediaTypes withCoding(String namesAndCoding) {
        int separator = namesAndCoding.indexOf('=');
        String token = namesAndCoding.substring(separator + 1);
        Optional<ContentCoding> coding = ContentCoding.of(token);
        if (separator < 0 || (coding.isEmpty() && !token.equals("off"))) {
            throw OptionErrors.invalid(
                    "Invalid content coding rule: expected NAME=CODING with br, zstd, gzip or off, e.g. unityweb=gzip",
                    namesAndCoding);
        }
        return new MediaTypes(
                table,
                additions,
                addsCharset,
                typeRules,
                codingRules.with(namesAndCoding.substring(0, separator), coding));
    }

    /**
     * These types without the default charset of text types, for files in other encodings, which then have to declare their own.
     * Types added later keep their charset.
     */
    public MediaTypes withoutCharset() {
        Map<String, String> withoutDefault = new HashMap<>(additions);
        withoutDefault.replaceAll((extension, value) -> value.endsWith(MediaTypeTable.CHARSET)
                ? value.substring(0, value.length() - MediaTypeTable.CHARSET.length())
                : value);
        return new MediaTypes(table, withoutDefault, false, typeRules, codingRules);
    }

    private static String parseExtension(String extension) {
        Matcher matcher = Syntax.EXTENSION.matcher(extension);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Invalid file name extension: expected the text after the last dot, e.g. html or .html, "
                            + "without space or slash: " + quoted(extension));
        }
        return lowerCase(matcher.group(1));
    }

    private static String fieldValue(String type) {
        Matcher matcher = Syntax.MEDIA_TYPE.matcher(type);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Invalid media type: expected type/subtype and optional parameters, e.g. "
                            + "text/plain; charset=utf-8 (RFC 9110 §8.3.1): " + quoted(type));
        }
        boolean needsCharset = matcher.group(1).equalsIgnoreCase("text") && !hasCharset(matcher.group(2));
        return needsCharset ? type + MediaTypeTable.CHARSET : type;
    }

    private static boolean hasCharset(String parameters) {
        return Syntax.PARAMETER
                .matcher(parameters)
                .results()
                .anyMatch(parameter -> parameter.group(1).equalsIgnoreCase("charset"));
    }

    /** An invalid value is written to messages and logs, where a line break could forge a line. */
    private static String quoted(String value) {
        return '"' + value.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?") + '"';
    }

    private static String lowerCase(String extension) {
        return extension.toLowerCase(Locale.ROOT);
    }

    /** Initialized lazily, by the first call of {@link #standard()}. */
    private static final class StandardTypes {
        static final MediaTypes TYPES = new MediaTypes(
                MediaTypeTable.read("media-types.properties"), Map.of(), true, NameRules.none(), NameRules.none());
    }
}
