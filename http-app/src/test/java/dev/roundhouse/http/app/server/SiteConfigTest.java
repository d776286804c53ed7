package dev.roundhouse.http.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.config.ConfigurationException;
import dev.roundhouse.http.app.config.SiteConfig;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.headers.CacheControlRule;
import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.headers.HeaderRule;
import dev.roundhouse.http.handlers.options.EntityTagSource;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.handlers.options.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration that results from the options of a site. */
class SiteConfigTest {
    private static SiteConfig site(String... args) {
        return ParsedCommandLines.config(args).site();
    }

    private static SiteOptions options(String... args) {
        return options(false, args);
    }

    private static SiteOptions options(boolean isLoopback, String... args) {
        return SiteOptionsFactory.of(site(args), isLoopback, DescriptorPlan.UNLIMITED);
    }

    private static void open(String... args) {
        new SiteOpener(site(args), true)
                .open(DescriptorPlan.UNLIMITED, () -> false)
                .close();
    }

    private static MappingOptions mapping(String... args) {
        return options(args).mapping();
    }

    private static FileOptions files(String... args) {
        return options(args).files();
    }

    private static HeaderPolicy fields(String... args) {
        return (HeaderPolicy) files(args).headers();
    }

    @Test
    void defaults_are_those_of_the_handlers() {
        SiteOptions usual = SiteOptions.DEFAULT;

        assertEquals(usual.mapping(), mapping());
        assertEquals(usual.symlinks(), options().symlinks());
        assertEquals(usual.cors(), options().cors());
        assertEquals(usual.files().entityTags(), files().entityTags());
        assertEquals(usual.files().precompressed(), files().precompressed());
        assertEquals(usual.files().compressed(), files().compressed());
        assertEquals(usual.files().cacheBytes(), files().cacheBytes());
        assertEquals(usual.files().headers(), files().headers());
        assertSame(usual.files().mediaTypes(), files().mediaTypes());
    }

    @Test
    void listing_is_enabled_by_default_on_loopback() {
        assertTrue(options(true).mapping().listings());
        assertFalse(options(false).mapping().listings());
        assertTrue(options(false, "--listing").mapping().listings());
        assertFalse(options(true, "--no-listing").mapping().listings());
        assertFalse(options(true, "--listing=false").mapping().listings());
        assertFalse(options(true, "--spa").mapping().listings());
        assertTrue(options(false, "--spa", "--listing").mapping().listings());
    }

    @Test
    void index_sets_several_file_names() {
        assertEquals(
                List.of("index.html", "default.htm"),
                mapping("--index=index.html,default.htm").indexFiles());
    }

    @Test
    void clean_urls_are_enabled_by_an_option() {
        assertTrue(mapping("--clean-urls").cleanUrls());
    }

    @Test
    void spa_file_is_served_for_missing_paths() {
        assertEquals(
                Optional.of(MappingOptions.parseFile("index.html")),
                mapping("--spa").spa());
        assertEquals(
                Optional.of(MappingOptions.parseFile("app/main.html")),
                mapping("--spa=app/main.html").spa());
    }

    @Test
    void option_without_value_does_not_consume_the_next_option() {
        assertThrows(ConfigurationException.class, () -> site("--spa", "app.html"));
        assertThrows(ConfigurationException.class, () -> site("--cors", "https://a.example"));
        assertTrue(mapping("--spa", "--clean-urls").cleanUrls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=app.html", "=sub/app.html", "=directory", "=.hidden.html", "=leaving.html", "=TRUE"})
    void missing_spa_file_fails_the_start(String value, @TempDir Path there) throws Exception {
        Path directory =
                Files.createDirectories(there.resolve("site/directory")).getParent();
        Files.writeString(directory.resolve(".hidden.html"), "");
        Files.writeString(there.resolve("outside.html"), "");
        Files.createSymbolicLink(directory.resolve("leaving.html"), Path.of("../outside.html"));

        StartupException failure =
                assertThrows(StartupException.class, () -> open("-d", directory.toString(), "--spa" + value));

        assertTrue(failure.getMessage().contains("--spa"), failure.getMessage());
        assertTrue(failure.getMessage().contains(directory.toString()), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=app.html", "=/app.html", "=inside.html", "=false", "=true", ""})
    void existing_spa_file_is_accepted(String value, @TempDir Path there) throws Exception {
        for (String name : List.of("app.html", "index.html")) {
            Files.writeString(there.resolve(name), "");
        }
        Files.createSymbolicLink(there.resolve("inside.html"), Path.of("app.html"));

        open("-d", there.toString(), "--spa" + value);
    }

    @Test
    void mount_adds_a_directory() {
        assertEquals(
                List.of(
                        new Mount(MappingOptions.parsePath("/a"), Path.of("x")),
                        new Mount(MappingOptions.parsePath("/b/c"), Path.of("y=z"))),
                site("--mount=/a=x", "--mount", "/b/c/=y=z").roots().mounts());
    }

    @Test
    void base_path_prefixes_all_paths() {
        assertEquals(
                MappingOptions.parsePath("/app"), mapping("--base-path=/app").basePath());
    }

    @Test
    void dotfiles_can_be_allowed() {
        assertEquals(DotfilePolicy.ALLOW, mapping("--dotfiles=allow").dotfiles());
    }

    @Test
    void symbolic_links_can_be_denied_or_followed_anywhere() {
        assertEquals(SymlinkPolicy.DENY, options("--symlinks=deny").symlinks());
        assertEquals(SymlinkPolicy.FOLLOW, options("--symlinks=follow").symlinks());
    }

    @Test
    void entity_tags_can_be_computed_from_the_content() {
        assertEquals(EntityTagSource.CONTENT, files("--etag=content").entityTags());
    }

    @Test
    void codings_are_listed_in_order_of_preference_or_off() {
        assertEquals(
                List.of(ContentCoding.GZIP, ContentCoding.BROTLI),
                files("--precompressed=gzip,br").precompressed());
        assertEquals(List.of(), files("--precompressed=off").precompressed());
        assertEquals(List.of(ContentCoding.ZSTD), files("--compress=zstd").compressed());
        assertEquals(List.of(), files("--compress=off").compressed());
    }

    @Test
    void cache_size_can_be_set() {
        assertEquals(3 << 20, files("--cache-size=3MiB").cacheBytes());
        assertEquals(0, files("--cache-size=0").cacheBytes());
    }

    @Test
    void media_types_and_charset_can_be_set() {
        FileOptions files = files("--mime=ts=video/mp2t", "--mime=.x=text/x-y", "--charset=off");

        assertEquals("video/mp2t", files.mediaTypes().forFileName("a.ts"));
        assertEquals("text/x-y", files.mediaTypes().forFileName("a.x"));
        assertEquals("text/html", files.mediaTypes().forFileName("a.html"));
    }

    @Test
    void headers_can_be_added_by_file_pattern() {
        HeaderPolicy fields = fields(
                "--cache-control=/img/**=max-age=60, public",
                "--immutable-hashed",
                "--header=*.html|X-Frame-Options: DENY");

        assertEquals(
                new HeaderPolicy(
                        List.of(CacheControlRule.parse("/img/**=max-age=60, public")),
                        true,
                        List.of(HeaderRule.parse("*.html|X-Frame-Options: DENY"))),
                fields);
    }

    @Test
    void cors_allows_all_or_listed_origins() {
        assertEquals(Optional.of(CorsPolicy.ANY_ORIGIN), options("--cors").cors());
        assertEquals(
                Optional.of(new CorsPolicy(Set.of("https://a.example", "http://b.example:81"))),
                options("--cors=https://a.example,http://b.example:81").cors());
    }

    @Test
    void health_path_is_disabled_by_default() {
        assertEquals(Optional.empty(), site().roots().healthPath());
        assertEquals(
                Optional.of("/-/health"),
                site("--health-path=/-/health").roots().healthPath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--index=",
                "--index=a/b",
                "--spa=",
                "--spa=..",
                "--mount=docs",
                "--mount=/=x",
                "--mount=/docs=",
                "--base-path=app",
                "--base-path=/a/../b",
                "--dotfiles=sometimes",
                "--symlinks=some",
                "--etag=md5",
                "--precompressed=lzma",
                "--compress=",
                "--cache-size=-1",
                "--mime=html",
                "--mime=a/b=text/html",
                "--mime=ts=video",
                "--mime==text/plain",
                "--mime=.=text/plain",
                "--content-encoding=x",
                "--content-encoding=x=lzma",
                "--content-encoding==gzip",
                "--charset=latin1",
                "--cache-control=max-age",
                "--cache-control=*=no-cache\r\nX: y",
                "--header=*|X: a\nb",
                "--header=*|Content-Length: 1",
                "--header=X-Frame-Options: DENY",
                "--cors=",
                "--cors=null",
                "--cors=example.com"
            })
    void invalid_value_is_rejected(String arg) {
        assertThrows(ConfigurationException.class, () -> site(arg));
    }

    @Test
    void missing_directory_is_rejected_with_its_path(@TempDir Path there) {
        String missing = there.resolve("no").toString();

        StartupException top = assertThrows(StartupException.class, () -> open("-d", missing));
        StartupException mount =
                assertThrows(StartupException.class, () -> open("-d", there.toString(), "--mount=/m=" + missing));

        assertEquals("Directory " + missing + " does not exist (see --directory).", top.getMessage());
        assertEquals("Directory " + missing + " does not exist (see --mount).", mount.getMessage());
    }

    @Test
    void file_as_directory_is_rejected(@TempDir Path there) throws Exception {
        String file = Files.createFile(there.resolve("file")).toString();

        assertEquals(
                file + " is not a directory (see --directory).",
                assertThrows(StartupException.class, () -> open("-d", file)).getMessage());
        assertEquals(
                file + " is not a directory (see --mount).",
                assertThrows(StartupException.class, () -> open("-d", there.toString(), "--mount=/m=" + file))
                        .getMessage());
    }

    @Test
    void empty_directory_is_rejected() {
        assertThrows(ConfigurationException.class, () -> site("--directory="));
        assertThrows(ConfigurationException.class, () -> site("-d", ""));
        assertThrows(ConfigurationException.class, () -> site("--mount=/m="));
    }

    /** The test sets the permitted directories, since the system permits root to read everything. */
    @Test
    void unreadable_directory_is_rejected_with_its_option(@TempDir Path there) throws Exception {
        Path open = Files.createDirectory(there.resolve("open"));
        Path closed = Files.createDirectory(there.resolve("closed"));
        RootCheck check = new RootCheck(there, path -> !path.endsWith("closed"));
        String message = "Cannot read directory " + closed
                + ": permission denied. Grant this user permission to read and search it, or change %s.";

        assertEquals(
                String.format(message, "--directory"),
                checkError(check, "-d", closed.toString(), "--mount=/m=" + open));
        assertEquals(
                String.format(message, "--mount"),
                checkError(check, "-d", open.toString(), "--mount=/a=" + open, "--mount=/m=" + closed));
        check.check(site("-d", open.toString(), "--mount=/m=" + open).roots());
    }

    @Test
    void error_contains_the_full_path_of_the_working_directory(@TempDir Path there) {
        String error = checkError(new RootCheck(there, path -> false));

        assertTrue(
                error.startsWith("Cannot read directory " + there + ": permission denied.")
                        && error.endsWith("change --directory."),
                error);
    }

    @Test
    void unreadable_working_directory_is_rejected(@TempDir Path there) throws Exception {
        Path counters = Path.of("/tmp", "hsperfdata_" + System.getProperty("user.name"));
        RootCheck check = new RootCheck(counters, path -> true);

        assertTrue(checkError(check).contains("give --directory an absolute path"), checkError(check));
        assertTrue(checkError(check, "-d", there.toString(), "--mount=/m=x").contains("give --mount an absolute path"));
        check.check(site("-d", there.toString()).roots());
    }

    private static String checkError(RootCheck check, String... args) {
        return assertThrows(StartupException.class, () -> check.check(site(args).roots()))
                .getMessage();
    }

    @Test
    void two_mounts_of_the_same_path_are_rejected(@TempDir Path there) throws Exception {
        Path one = Files.createDirectory(there.resolve("one"));
        String[] args = {"-d", there.toString(), "--mount=/m=" + one, "--mount=/m/=" + there};

        assertThrows(StartupException.class, () -> open(args));
    }
}
