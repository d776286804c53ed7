package dev.roundhouse.http.handlers.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import dev.roundhouse.http.handlers.files.EntrySource;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryListingTest {
    private static final UriPath ADDRESS = UriPath.parse("/files/").orElseThrow();
    private static final Pattern ROW = Pattern.compile("<tr class=\"\\w+\"><td><a href=\"([^\"]*)\"><bdi>(.*?)</bdi>");

    @Test
    void lists_directories_before_files_by_name() throws IOException {
        InMemoryDirectory inMemoryDirectory = new InMemoryDirectory()
                .file("b.txt", 1, 1)
                .file("A.txt", 1, 1)
                .directory("z")
                .directory("Y");
        assertEquals(List.of("Y/", "z/", "A.txt", "b.txt"), names(html(inMemoryDirectory, "")));
        assertEquals(List.of("z/", "Y/", "b.txt", "A.txt"), names(html(inMemoryDirectory, "?order=desc")));
    }

    @Test
    void equal_sizes_and_times_are_sorted_by_name() throws IOException {
        InMemoryDirectory inMemoryDirectory = new InMemoryDirectory()
                .file("a", 30, 100)
                .file("b", 10, 300)
                .file("c", 10, 200)
                .directory("d");
        assertEquals(List.of("d/", "b", "c", "a"), names(html(inMemoryDirectory, "?sort=size")));
        assertEquals(List.of("d/", "a", "c", "b"), names(html(inMemoryDirectory, "?sort=size&order=desc")));
        assertEquals(List.of("d/", "a", "c", "b"), names(html(inMemoryDirectory, "?sort=time")));
        assertEquals(List.of("d/", "b", "c", "a"), names(html(inMemoryDirectory, "?sort=time&order=desc")));
    }

    @Test
    void filter_ignores_letter_case() throws IOException {
        InMemoryDirectory inMemoryDirectory = new InMemoryDirectory()
                .file("Readme.md", 1, 1)
                .file("read+me", 1, 1)
                .file("other", 1, 1);
        assertEquals(List.of("read+me", "Readme.md"), names(html(inMemoryDirectory, "?q=READ")));
        assertEquals(List.of("read+me"), names(html(inMemoryDirectory, "?q=d%2Bm")));
        String none = html(
                inMemoryDirectory,
                "?q=<script>alert(1)</script>".replace("<", "%3C").replace(">", "%3E"));
        assertEquals(List.of(), names(none));
        assertFalse(none.contains("<script"), none);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "\"><script>alert(1)</script>",
                "' onmouseover='alert(1)",
                "javascript:alert(1)",
                "//evil.example",
                "a&lt;b",
                "line\nbreak",
                "tab\tand\rreturn",
                "emoji 😀",
                "üñí",
                "%2e%2e",
                "question?mark#hash",
                "semi;colon&and=equals+plus",
                "  spaces  ",
                "\u202Etxt.exe",
                "${name}",
                "</title><x>"
            })
    void any_name_is_escaped_as_text_and_encoded_as_link(String name) throws IOException {
        String fileName = name.replace("/", "_");
        String page = html(new InMemoryDirectory().file(fileName, 1, 1), "");
        Matcher row = ROW.matcher(page);
        assertTrue(row.find(), page);
        assertTrue(row.group(1).startsWith("./"), row.group(1));
        String link = unescaped(row.group(1));
        assertTrue(link.chars().allMatch(at -> at > ' ' && at < 0x7F && at != '"' && at != '<'), link);
        UriPath target = UriPath.parse("/files/" + link.substring(2)).orElseThrow();
        assertEquals(List.of("files", fileName), target.segments());
        assertFalse(row.group(2).contains("<"), row.group(2));
        assertEquals(ListingHtml.withVisibleControls(fileName), unescaped(row.group(2)));
        assertFalse(page.contains("<script") || page.contains("<img") || page.contains("<x>"), page);
    }

    @Test
    void names_of_parent_directories_are_escaped() throws IOException {
        UriPath address = new UriPath(List.of("<b>x<b>", "inner"), true);
        Response response =
                DirectoryListing.response(request("/", Headers.EMPTY), address, new InMemoryDirectory(), Headers.EMPTY);
        String page = text(response);
        assertFalse(page.contains("<b>"), page);
        assertTrue(page.contains("<a href=\"../../\"><bdi>Home</bdi></a>"), page);
        assertTrue(page.contains("<a href=\"../\"><bdi>&lt;b&gt;x&lt;b&gt;</bdi></a>"), page);
        assertTrue(page.contains("<a href=\"./\"><bdi>inner</bdi></a>"), page);
    }

    @Test
    void sizes_and_times_are_shown_rounded_and_exact() throws IOException {
        String page = html(new InMemoryDirectory().file("a", 1_234_567, 1_700_000_000), "");
        assertTrue(page.contains("<span title=\"1,234,567 bytes\">1.2 MiB</span>"), page);
        assertTrue(
                page.contains(
                        "<time datetime=\"2023-11-14T22:13:20Z\" title=\"2023-11-14T22:13:20Z\">2023-11-14<span> 22:13 UTC"),
                page);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "10239, 10 KiB",
        "1048575, 1.0 MiB",
        "1047000, 1022 KiB",
        "9223372036854775807, 8.0 EiB"
    })
    void size_is_rounded_to_a_readable_number(long bytes, String expected) {
        assertEquals(expected, ListingHtml.size(bytes));
    }

    @Test
    void content_security_policy_allows_only_the_inline_style() throws Exception {
        Response response = send(new InMemoryDirectory(), "/", Headers.EMPTY);
        String policy = response.headers().first("Content-Security-Policy").orElseThrow();
        String page = text(response);
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertTrue(policy.contains(java.util.Base64.getEncoder().encodeToString(hash)), policy);
        assertFalse(page.contains("style=") || page.contains("<script"), page);
    }

    @Test
    void returns_json_if_preferred_by_accept() throws IOException {
        InMemoryDirectory inMemoryDirectory =
                new InMemoryDirectory().file("a\"\\\n\u0001ü", 5, 0).directory("d");
        Response json = send(inMemoryDirectory, "/", Headers.of("Accept", "application/json"));
        assertEquals(
                "application/json", json.headers().first(FieldName.CONTENT_TYPE).orElseThrow());
        assertEquals("""
                [
                {"name":"d","type":"directory","size":null,"mtime":"1970-01-01T00:00:00Z"},
                {"name":"a\\"\\\\\\u000a\\u0001ü","type":"file","size":5,"mtime":"1970-01-01T00:00:00Z"}
                ]
                """, text(json));
        assertEquals("[]\n", text(send(new InMemoryDirectory(), "/", Headers.of("Accept", "text/html;q=0.5, */*"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*/*", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json;q=0.1, text/html"})
    void returns_html_unless_json_is_preferred(String accept) throws IOException {
        Headers headers = accept.isEmpty() ? Headers.EMPTY : Headers.of("Accept", accept);
        Response response = send(new InMemoryDirectory(), "/", headers);
        assertEquals(
                "text/html; charset=utf-8",
                response.headers().first(FieldName.CONTENT_TYPE).orElseThrow());
        assertEquals("Accept", response.headers().first(FieldName.VARY).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=name", "sort=name&order=desc", "sort=size", "sort=size&order=desc", "sort=time&q=1"})
    void page_links_visit_all_entries_in_both_directions(String query) throws IOException {
        InMemoryDirectory inMemoryDirectory = new InMemoryDirectory();
        IntStream.range(0, 2345).forEach(i -> inMemoryDirectory.file("file & " + i, i % 7, i % 11));
        IntStream.range(0, 500).forEach(i -> inMemoryDirectory.directory("directory " + i));
        List<String> full = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        String link = "?" + query;
        while (!link.isEmpty()) {
            String page = html(inMemoryDirectory, link);
            pages.add(link);
            full.addAll(names(page));
            link = linkOf("next", page);
        }
        ListingQuery parsed = ListingQuery.parse(query);
        List<String> expected = inMemoryDirectory.entries.values().stream()
                .filter(directoryEntry -> parsed.matches(directoryEntry.name()))
                .sorted(parsed.comparator())
                .map(directoryEntry -> directoryEntry.name() + (directoryEntry.isDirectory() ? "/" : ""))
                .toList();
        assertEquals(expected, full);
        String page = html(inMemoryDirectory, pages.get(pages.size() - 1));
        assertEquals(
                names(html(inMemoryDirectory, pages.get(pages.size() - 2))),
                names(html(inMemoryDirectory, linkOf("prev", page))));
    }

    @Test
    void huge_directory_stats_only_displayed_entries() throws IOException {
        InMemoryDirectory usual = new InMemoryDirectory();
        IntStream.range(0, 5000).forEach(i -> usual.file("f" + i, 1, 1));
        html(usual, "");
        assertEquals(5000, usual.stats);
        InMemoryDirectory huge = new InMemoryDirectory();
        IntStream.range(0, 100_000).forEach(i -> huge.file(String.format("f%06d", i), 1, 1));
        huge.directory("f000001-directory");
        String first = html(huge, "");
        assertEquals(ListingPage.PAGE_SIZE, huge.stats);
        assertTrue(first.contains("1 to 1,000 of 100,001 entries."), first.substring(0, 3000));
        assertEquals("f000001-directory/", names(first).get(2));
        String second = html(huge, linkOf("next", first));
        assertEquals("f000999", names(second).get(0));
        assertEquals(names(first), names(html(huge, linkOf("prev", second))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=size", "sort=size&order=desc", "sort=time", "sort=time&order=desc"})
    void huge_directory_is_sorted_by_name_for_any_requested_order(String query) throws IOException {
        InMemoryDirectory huge = new InMemoryDirectory();
        IntStream.range(0, 12_345).forEach(i -> huge.file("f" + i, 20_000 - i, i * 31 % 1000));
        List<String> full = new ArrayList<>();
        List<String> expected = new ArrayList<>(
                IntStream.range(0, 12_345).mapToObj(i -> "f" + i).toList());
        if (query.endsWith("desc")) {
            Collections.reverse(expected);
        }
        int pages = 0;
        for (String link = "?" + query; !link.isEmpty(); pages++) {
            String page = html(huge, link);
            full.addAll(names(page));
            link = linkOf("next", page);
            assertTrue(pages > 0 || page.contains("too many to sort by anything but their names"), page);
        }
        assertEquals(expected, full);
        assertEquals(12_345, huge.stats, "each displayed entry is read once");
        Response json = send(huge, "/?" + query, Headers.of("Accept", "application/json"));
        String link = json.headers().first("Link").orElseThrow();
        assertTrue(link.startsWith("<?sort=name&order="), link);
    }

    @Test
    void filtered_huge_directory_is_sorted_in_the_requested_order() throws IOException {
        InMemoryDirectory huge = new InMemoryDirectory();
        IntStream.range(0, 50_000).forEach(i -> huge.file("f" + i, 50_000 - i, 0));
        huge.file("x1", 7, 0).file("x2", 5, 0).file("x3", 6, 0);
        assertEquals(List.of("x2", "x3", "x1"), names(html(huge, "?sort=size&q=x")));
        assertEquals(3, huge.stats);
    }

    @Test
    void orders_numbers_in_names_by_their_value() throws IOException {
        InMemoryDirectory inMemoryDirectory = new InMemoryDirectory();
        for (int i = 1; i <= 20; i++) {
            inMemoryDirectory.file("file" + i, 1, 1).directory("v" + i);
        }
        List<String> directories =
                IntStream.rangeClosed(1, 20).mapToObj(i -> "v" + i + "/").toList();
        List<String> files =
                IntStream.rangeClosed(1, 20).mapToObj(i -> "file" + i).toList();
        List<String> expected = new ArrayList<>(directories);
        expected.addAll(files);
        assertEquals(expected, names(html(inMemoryDirectory, "")));
    }

    /** Any number that a file system can store, with the limits of four-digit years among them. */
    @ParameterizedTest
    @CsvSource({
        "36028797018963968,", "-36028797018963968,",
        "9223372036854775807,", "-9223372036854775808,",
        "31556889864403199,", "31556889864403200,",
        "-62167219201,", "-62167219200, 0000-01-01T00:00:00Z",
        "253402300799, 9999-12-31T23:59:59Z", "253402300800,",
        "-1, 1969-12-31T23:59:59Z"
    })
    void time_outside_the_supported_years_is_omitted(long second, String time) throws IOException {
        InMemoryDirectory inMemoryDirectory =
                new InMemoryDirectory().file("extreme", 1, second).file("usual", 1, 0);
        String json = text(send(inMemoryDirectory, "/", Headers.of("Accept", "application/json")));
        String expected = time == null ? "null" : "\"" + time + "\"";
        assertTrue(json.contains("\"extreme\",\"type\":\"file\",\"size\":1,\"mtime\":" + expected + "}"), json);
        String page = html(inMemoryDirectory, "");
        assertEquals(List.of("extreme", "usual"), names(page));
        assertEquals(time != null, page.contains("datetime=\"" + time + "\""), page);
        assertFalse(page.contains("datetime=\"\""), page);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -(1L << 55), 1L << 55, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void page_links_work_for_extreme_modification_times(long second) throws IOException {
        InMemoryDirectory inMemoryDirectory = new InMemoryDirectory();
        IntStream.range(0, 2500).forEach(i -> inMemoryDirectory.file("f" + i, 1, second));
        List<String> full = new ArrayList<>();
        int pages = 0;
        for (String link = "?sort=time"; !link.isEmpty() && pages < 10; pages++) {
            String page = html(inMemoryDirectory, link);
            full.addAll(names(page));
            link = linkOf("next", page);
        }
        assertEquals(IntStream.range(0, 2500).mapToObj(i -> "f" + i).toList(), full);
    }

    /** The entries are not all held in memory: a window keeps one page of entries, for any number of added ones. */
    @Test
    void at_most_one_page_of_entries_is_in_memory() throws IOException {
        int count = 1_000_000;
        List<java.lang.ref.WeakReference<DirectoryEntry>> snapshot = new ArrayList<>();
        EntryWindow window = new EntryWindow(100, ListingQuery.parse("sort=size"));
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            DirectoryEntry directoryEntry = new DirectoryEntry("n" + i, false, random.nextInt(), 0);
            if (i % 1000 == 0) {
                snapshot.add(new java.lang.ref.WeakReference<>(directoryEntry));
            }
            window.add(directoryEntry);
        }
        System.gc();
        long alive = snapshot.stream().filter(entry -> entry.get() != null).count();
        assertTrue(alive <= 101, alive + " of 1000 samples are still held");
        ListingPage page = window.page();
        assertEquals(100, page.entries().size());
        assertEquals(count, page.totalCount());
    }

    @Test
    void malformed_query_is_ignored() throws IOException {
        InMemoryDirectory inMemoryDirectory =
                new InMemoryDirectory().file("a", 1, 1).file("b", 2, 2);
        for (String query : List.of(
                "?",
                "?&&=",
                "?sort=&order=&q=",
                "?sort=%zz",
                "?after=",
                "?after=f",
                "?after=f.x.a",
                "?after=f.99999999999999999999.a",
                "?before=..")) {
            assertEquals(List.of("a", "b"), names(html(inMemoryDirectory, query)), query);
        }
    }

    @Test
    void page_continues_after_a_deleted_entry() throws IOException {
        InMemoryDirectory inMemoryDirectory =
                new InMemoryDirectory().file("a", 1, 1).file("c", 1, 1);
        assertEquals(List.of("c"), names(html(inMemoryDirectory, "?after=f.0.b")));
        assertEquals(List.of("a"), names(html(inMemoryDirectory, "?before=f.0.b")));
    }

    private static String linkOf(String relation, String page) {
        Matcher link =
                Pattern.compile("<a rel=\"" + relation + "\" href=\"([^\"]*)\"").matcher(page);
        return link.find() ? unescaped(link.group(1)) : "";
    }

    private static List<String> names(String page) {
        return ROW.matcher(page).results().map(row -> unescaped(row.group(2))).toList();
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String html(EntrySource directory, String query) throws IOException {
        return text(send(directory, "/files/" + query, Headers.EMPTY));
    }

    private static Response send(EntrySource directory, String target, Headers headers) throws IOException {
        return DirectoryListing.response(request(target, headers), ADDRESS, directory, Headers.EMPTY);
    }

    private static Request request(String target, Headers headers) {
        return new Request(Method.GET, RequestTarget.originForm(target), Version.HTTP_1_1, headers);
    }

    private static String text(Response response) {
        return StandardCharsets.UTF_8
                .decode(((Body.Bytes) response.body()).bytes().duplicate())
                .toString();
    }

    /** A directory in memory, unsorted, which counts the stats of its entries. */
    private static final class InMemoryDirectory implements EntrySource {
        private final Map<String, DirectoryEntry> entries = new LinkedHashMap<>();
        private int stats;

        InMemoryDirectory file(String name, long size, long modified) {
            entries.put(name, new DirectoryEntry(name, false, size, modified));
            return this;
        }

        InMemoryDirectory directory(String name) {
            entries.put(name, new DirectoryEntry(name, true, 0, 0));
            return this;
        }

        @Override
        public void forEachName(Consumer<String> taker) {
            List<String> names = new ArrayList<>(new TreeSet<>(entries.keySet()));
            Collections.shuffle(names, new Random(7));
            names.forEach(taker);
        }

        @Override
        public Optional<DirectoryEntry> entry(String name) {
            stats++;
            return Optional.ofNullable(entries.get(name));
        }
    }
}
