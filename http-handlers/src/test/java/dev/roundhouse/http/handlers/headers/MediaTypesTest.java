package dev.roundhouse.http.handlers.headers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

    private final MediaTypes types = MediaTypes.standard();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    html        | text/html; charset=utf-8
                    htm         | text/html; charset=utf-8
                    xhtml       | application/xhtml+xml
                    css         | text/css; charset=utf-8
                    js          | text/javascript; charset=utf-8
                    mjs         | text/javascript; charset=utf-8
                    json        | application/json
                    map         | application/json
                    jsonld      | application/ld+json
                    geojson     | application/geo+json
                    ndjson      | application/x-ndjson
                    webmanifest | application/manifest+json
                    wasm        | application/wasm
                    txt         | text/plain; charset=utf-8
                    log         | text/plain; charset=utf-8
                    md          | text/markdown; charset=utf-8
                    csv         | text/csv; charset=utf-8
                    tsv         | text/tab-separated-values; charset=utf-8
                    ics         | text/calendar; charset=utf-8
                    vcf         | text/vcard; charset=utf-8
                    vtt         | text/vtt; charset=utf-8
                    xml         | application/xml
                    xsl         | application/xslt+xml
                    rss         | application/rss+xml
                    atom        | application/atom+xml
                    yaml        | application/yaml
                    yml         | application/yaml
                    toml        | application/toml
                    svg         | image/svg+xml
                    png         | image/png
                    apng        | image/apng
                    jpg         | image/jpeg
                    jpeg        | image/jpeg
                    gif         | image/gif
                    bmp         | image/bmp
                    tiff        | image/tiff
                    avif        | image/avif
                    webp        | image/webp
                    jxl         | image/jxl
                    heic        | image/heic
                    ico         | image/vnd.microsoft.icon
                    woff        | font/woff
                    woff2       | font/woff2
                    ttf         | font/ttf
                    otf         | font/otf
                    mp4         | video/mp4
                    m4v         | video/mp4
                    webm        | video/webm
                    ogv         | video/ogg
                    mov         | video/quicktime
                    mkv         | video/matroska
                    mp3         | audio/mpeg
                    m4a         | audio/mp4
                    aac         | audio/aac
                    ogg         | audio/ogg
                    opus        | audio/ogg
                    flac        | audio/flac
                    wav         | audio/wav
                    weba        | audio/webm
                    m3u8        | application/vnd.apple.mpegurl
                    mpd         | application/dash+xml
                    glb         | model/gltf-binary
                    gltf        | model/gltf+json
                    pdf         | application/pdf
                    epub        | application/epub+zip
                    rtf         | application/rtf
                    zip         | application/zip
                    gz          | application/gzip
                    tgz         | application/gzip
                    tar         | application/x-tar
                    zst         | application/zstd
                    7z          | application/x-7z-compressed
                    jar         | application/java-archive
                    deb         | application/vnd.debian.binary-package
                    asc         | application/pgp-signature
                    ts          | text/plain; charset=utf-8
                    tsx         | text/plain; charset=utf-8
                    java        | text/plain; charset=utf-8
                    properties  | text/plain; charset=utf-8
                    rs          | text/plain; charset=utf-8
                    py          | text/plain; charset=utf-8
                    sh          | text/plain; charset=utf-8
                    diff        | text/plain; charset=utf-8
                    """)
    void common_extensions_have_standard_types(String extension, String fieldValue) {
        assertEquals(fieldValue, types.forFileName("file." + extension));
    }

    @Test
    void text_types_have_a_charset() {
        assertEquals("text/html; charset=utf-8", types.forFileName("index.html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.json", "feed.xml", "logo.svg", "photo.png", "app.wasm"})
    void other_types_have_no_charset(String name) {
        assertFalse(types.forFileName(name).contains("charset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INDEX.HTML", "Index.Html", "index.htmL"})
    void extension_ignores_letter_case(String name) {
        assertEquals("text/html; charset=utf-8", types.forFileName(name));
    }

    @Test
    void types_do_not_depend_on_the_default_locale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr")); // the lower case of I has no dot
        try {
            assertEquals("image/gif", types.forFileName("PHOTO.GIF"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void extension_starts_after_the_last_dot() {
        assertEquals("application/gzip", types.forFileName("source.tar.gz"));
        assertEquals("text/javascript; charset=utf-8", types.forFileName("app.min.js"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"README", ".gitignore", ".html", "name.", ".", "..", "", "photo.png.br", "x.no-such-extension"})
    void unknown_or_missing_extension_has_the_default_type(String name) {
        assertEquals("application/octet-stream", types.forFileName(name));
    }

    @Test
    void dotfile_may_have_an_extension() {
        assertEquals("application/json", types.forFileName(".eslintrc.json"));
    }

    @Test
    void override_does_not_change_the_original() {
        MediaTypes streaming = types.with("ts", "video/mp2t");

        assertEquals("video/mp2t", streaming.forFileName("segment1.ts"));
        assertEquals("text/plain; charset=utf-8", types.forFileName("segment1.ts"));
        assertEquals("text/css; charset=utf-8", streaming.forFileName("style.css"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"book", ".book", "BOOK", ".Book"})
    void override_accepts_extension_with_or_without_dot_in_any_case(String extension) {
        assertEquals(
                "application/book", types.with(extension, "application/book").forFileName("my.bOOk"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    text/x-custom                         | text/x-custom; charset=utf-8
                    TEXT/x-custom                         | TEXT/x-custom; charset=utf-8
                    text/markdown; variant=GFM           | text/markdown; variant=GFM; charset=utf-8
                    text/plain; charset=iso-8859-1       | text/plain; charset=iso-8859-1
                    text/plain;Charset="utf-8"           | text/plain;Charset="utf-8"
                    text/x; note="a; charset=b"          | text/x; note="a; charset=b"; charset=utf-8
                    application/json                     | application/json
                    audio/ogg; codecs="opus, \\"flac\\"" | audio/ogg; codecs="opus, \\"flac\\""
                    """)
    void text_override_gets_a_charset_unless_it_has_one(String type, String fieldValue) {
        assertEquals(fieldValue, types.with("x", type).forFileName("file.x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "text/",
                "/plain",
                "text/plain/x",
                " text/plain",
                "text/plain ",
                "text /plain",
                "text/plain;",
                "text/plain; charset",
                "text/plain; charset=",
                "text/plain; charset =utf-8",
                "text/plain; charset=\"utf-8",
                "text/plain\r\nSet-Cookie: a=b",
                "text/plain\n",
                "text/plain; note=\"a\r\nb\"",
                "text/pl\u00e4in",
                "text/plain\0"
            })
    void malformed_type_is_rejected(String type) {
        String message = assertThrows(IllegalArgumentException.class, () -> types.with("x", type))
                .getMessage();

        assertTrue(message.startsWith("Invalid media type: expected type/subtype"), message);
        assertTrue(message.lines().count() == 1, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    app.js.br             | text/javascript; charset=utf-8 | BROTLI
                    APP.JS.GZ             | text/javascript; charset=utf-8 | GZIP
                    app.wasm.gz           | application/wasm               | GZIP
                    data.json.zst         | application/json               | ZSTD
                    app.webmanifest.br    | application/manifest+json      | BROTLI
                    page.html.gz          | text/html; charset=utf-8       | GZIP
                    sitemap.xml.gz        | application/xml | GZIP
                    notes.txt.gz          | text/plain; charset=utf-8      | GZIP
                    drawing.svgz          | image/svg+xml                  | GZIP
                    drawing.svg.br        | image/svg+xml                  | BROTLI
                    backup.tar.gz         | application/gzip               | none
                    backup.tgz            | application/gzip               | none
                    dump.sql.gz           | application/gzip               | none
                    access.log.gz         | application/gzip               | none
                    table.csv.gz          | application/gzip               | none
                    Packages.gz           | application/gzip               | none
                    photo.png.gz          | application/gzip               | none
                    disk.img.zst          | application/zstd               | none
                    .gz                   | application/octet-stream       | none
                    .js.gz                | application/gzip               | none
                    """)
    void compressed_file_has_the_type_of_its_content(String name, String type, String coding) {
        MediaTypes.Described described = types.describe(name);

        assertEquals(type, described.type());
        assertEquals(coding, described.coding().map(Enum::name).orElse("none"));
        assertEquals(type, types.forFileName(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    apple-app-site-association=application/json | apple-app-site-association | application/json
                    apple-app-site-association=application/json | Apple-App-Site-Association | application/json
                    *.foo=text/plain                            | a.foo                      | text/plain; charset=utf-8
                    *.foo=text/plain                            | a.foo.bar                  | application/octet-stream
                    robots.txt=text/x-robots                    | robots.txt                 | text/x-robots; charset=utf-8
                    robots.txt=text/x-robots                    | other.txt                  | text/plain; charset=utf-8
                    tar.gz=application/x-gtar                   | a.tar.gz                   | application/x-gtar
                    {a,b}?.js=text/x-ab                         | b1.js                      | text/x-ab; charset=utf-8
                    .htaccess=text/plain                        | .htaccess                  | text/plain; charset=utf-8
                    README=text/plain                           | README                     | text/plain; charset=utf-8
                    README=text/plain                           | READMES                    | application/octet-stream
                    """)
    void type_can_be_set_for_names_and_globs(String rule, String name, String type) {
        assertEquals(type, types.with(rule).forFileName(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    app.wasm.gz=application/wasm  | ''               | app.wasm.gz   | application/wasm         | GZIP
                    *.csv.gz=text/csv             | ''               | a.csv.gz      | text/csv; charset=utf-8  | GZIP
                    gz=application/x-gzip         | ''               | app.js.gz     | application/x-gzip       | none
                    ''                            | *.json.gz=off    | a.json.gz     | application/gzip         | none
                    ''                            | *.data.br=br     | game.data.br  | application/octet-stream | BROTLI
                    ''                            | unityweb=gzip    | a.unityweb    | application/vnd.unity    | GZIP
                    unityweb=application/wasm     | unityweb=br      | a.unityweb    | application/wasm         | BROTLI
                    ''                            | svgz=off         | a.svgz        | image/svg+xml            | none
                    """)
    void types_and_codings_can_be_set_for_compressed_files(
            String typeRule, String codingRule, String name, String type, String coding) {
        MediaTypes ruled = typeRule.isEmpty() ? types : types.with(typeRule);
        ruled = codingRule.isEmpty() ? ruled : ruled.withCoding(codingRule);
        MediaTypes.Described described = ruled.describe(name);

        assertEquals(type, described.type());
        assertEquals(coding, described.coding().map(Enum::name).orElse("none"));
    }

    @Test
    void last_rule_for_a_name_applies() {
        assertEquals("a/c", types.with("*.foo=a/b").with("foo=a/c").forFileName("x.foo"));
        assertEquals("a/b", types.with("foo=a/c").with("*.foo=a/b").forFileName("x.foo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "tar.gz", "..gz", "a/b", "a\\b", "a b", "a\n"})
    void invalid_extension_is_rejected(String extension) {
        String message = assertThrows(IllegalArgumentException.class, () -> types.with(extension, "text/plain"))
                .getMessage();

        assertTrue(message.startsWith("Invalid file name extension: expected the text after the last dot"), message);
        assertTrue(message.lines().count() == 1, message);
    }

    @Test
    void table_is_loaded_once() {
        assertSame(MediaTypes.standard(), MediaTypes.standard());
    }

    @Test
    void missing_table_fails_with_a_message() {
        String message = assertThrows(IllegalStateException.class, () -> MediaTypeTable.read("no-such-table"))
                .getMessage();

        assertTrue(message.contains("no-such-table"), message);
    }

    @Test
    void table_has_each_extension_once_and_in_order() throws IOException {
        List<String> extensions = tableLines().stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();

        assertTrue(extensions.size() > 1000, "extensions: " + extensions.size());
        assertEquals(List.copyOf(new TreeSet<>(extensions)), extensions);
    }

    @Test
    void table_entries_are_valid_overrides() throws IOException {
        MediaTypes table = MediaTypes.standard();
        int lines = 0;
        for (String line :
                tableLines().stream().filter(each -> !each.startsWith("#")).toList()) {
            String[] parts = line.split(" ", 2);
            MediaTypes overridden = table.with(parts[0], parts[1]);
            assertEquals(overridden.forFileName("a." + parts[0]), table.forFileName("a." + parts[0]), line);
            lines++;
        }
        assertTrue(lines > 1000, lines + " lines");
    }

    @Test
    void table_names_its_source_and_license() throws IOException {
        assertTrue(tableLines().get(1).matches("# Made from mime-db \\S+ \\(MIT licence, .*"));
        try (InputStream licence = MediaTypes.class.getResourceAsStream("/META-INF/licenses/mime-db.txt")) {
            assertNotNull(licence);
        }
    }

    private static List<String> tableLines() throws IOException {
        try (InputStream bytes = MediaTypes.class.getResourceAsStream("media-types.properties")) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
