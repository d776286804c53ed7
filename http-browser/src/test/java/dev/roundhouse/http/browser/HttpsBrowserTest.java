package dev.roundhouse.http.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.SecurityDetails;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with a self-signed certificate, and the browser of a user who trusts its root as docs/tls.md describes. */
class HttpsBrowserTest {
    private static final Path SITE = Path.of("target", "real-site");
    private static final Path CERTUTIL = Path.of("/usr/bin/certutil");
    private static final String HOST = "site.test";
    private static final String SMALL_PAGE = "/help-doc.html";
    private static final int PAGES = 24;

    @TempDir
    static Path state;

    @TempDir
    static Path homeWithTrust;

    @TempDir
    Path home;

    private static HttpsProgram program;
    private static Playwright playwright;

    /** A browser that trusts the root. */
    private static BrowserProfile trusting;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(Files.isRegularFile(HttpsProgram.JAR), HttpsProgram.JAR + " does not exist (./mvnw package)");
        assumeTrue(
                Files.isExecutable(CERTUTIL), CERTUTIL + " is not installed (Debian: apt-get install libnss3-tools)");
        program = HttpsProgram.start(SITE, state, HOST);
        playwright = BrowserSession.playwright();
        trustRoot(homeWithTrust);
        trusting = new BrowserProfile(playwright, homeWithTrust);
    }

    @AfterAll
    static void stop() {
        if (trusting != null) {
            trusting.close();
        }
        if (playwright != null) {
            playwright.close();
        }
        if (program != null) {
            program.close();
        }
    }

    private static void trustRoot(Path home) throws IOException, InterruptedException {
        Path database = Files.createDirectories(home.resolve(".pki/nssdb"));
        Path root = program.root();
        List<String> command = List.of(
                CERTUTIL.toString(),
                "-d",
                "sql:" + database,
                "-A",
                "-t",
                "C,,",
                "-n",
                "roundhouse",
                "-i",
                root.toString());
        Process certutil = new ProcessBuilder(command).redirectErrorStream(true).start();
        certutil.getOutputStream().close();
        String output = new String(certutil.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, certutil.waitFor(), output);
    }

    private static String https(String host, String path) {
        return "https://" + host + ":" + program.httpsPort() + path;
    }

    /** The URL of a page at one of the ports, in clear text. */
    private static String http(int port) {
        return "http://" + HOST + ":" + port + SMALL_PAGE;
    }

    private static void assertFails(String error, Page page, String url) {
        String message = assertThrows(PlaywrightException.class, () -> page.navigate(url))
                .getMessage();
        assertTrue(message.contains("net::" + error + " at "), message);
    }

    @Test
    void root_that_is_not_trusted_is_an_error() {
        try (BrowserProfile profile = new BrowserProfile(playwright, home)) {
            assertFails("ERR_CERT_AUTHORITY_INVALID", profile.page(new PageEvents()), https(HOST, SMALL_PAGE));
        }
    }

    @Test
    void host_without_a_certificate_is_an_error() {
        assertFails("ERR_CERT_COMMON_NAME_INVALID", trusting.page(new PageEvents()), https("other.test", SMALL_PAGE));
    }

    @Test
    void connection_is_secure_without_a_warning() {
        Page page = trusting.page(new PageEvents());
        AtomicReference<JsonObject> last = new AtomicReference<>(new JsonObject());
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.on(
                "Security.visibleSecurityStateChanged",
                event -> last.set(event.getAsJsonObject("visibleSecurityState")));
        devTools.send("Security.enable");

        SecurityDetails details = page.navigate(https(HOST, SMALL_PAGE)).securityDetails();
        page.waitForCondition(() -> last.get().has("certificateSecurityState"));

        assertEquals("TLS 1.3", details.protocol);
        assertEquals("Development certificate", details.subjectName);
        assertTrue(details.issuer.startsWith("Local root of "), details.issuer);
        JsonObject visible = last.get();
        assertEquals("secure", visible.get("securityState").getAsString(), visible.toString());
        assertEquals(new JsonArray(), visible.get("securityStateIssueIds"), visible.toString());
        JsonObject certificate = visible.getAsJsonObject("certificateSecurityState");
        assertTrue(certificate.get("modernSSL").getAsBoolean(), certificate.toString());
        assertFalse(certificate.get("certificateHasWeakSignature").getAsBoolean(), certificate.toString());
    }

    @Test
    void pages_of_a_real_site_have_no_mixed_content() {
        PageEvents events = new PageEvents();
        Page page = trusting.page(events);
        String origin = https(HOST, "/");
        // The start page is a script that opens the first page.
        page.navigate(origin, new Page.NavigateOptions().setWaitUntil(WaitUntilState.NETWORKIDLE));
        events.awaitRequests(page);
        List<String> pages = new ArrayList<>(List.of(page.url()));

        for (int i = 0; i < PAGES; i++) {
            Response response = page.navigate(pages.get(i));
            assertEquals("TLS 1.3", response.securityDetails().protocol, pages.get(i));
            assertEquals(true, page.evaluate("() => window.isSecureContext"), pages.get(i));
            events.awaitRequests(page);
            linkedPages(page, origin).filter(link -> !pages.contains(link)).forEach(pages::add);
        }

        assertEquals(List.of(), events.failures());
        assertEquals(List.of(), events.messages());
        assertEquals(
                List.of(),
                events.requests().stream()
                        .filter(url -> !url.startsWith(origin))
                        .toList());
        assertTrue(events.requests().size() > 2 * PAGES, events.requests()::toString);
    }

    private static Stream<String> linkedPages(Page page, String origin) {
        Object links = page.evaluate("() => [...document.links].map(link => link.href.split('#')[0])");
        return ((List<?>) links)
                .stream().map(String.class::cast).filter(link -> link.startsWith(origin) && link.endsWith(".html"));
    }

    @Test
    void page_comes_over_one_connection_of_http_2_with_priorities() throws IOException, InterruptedException {
        trustRoot(home);
        Path log = home.resolve("netlog.json");
        List<?> protocols;
        try (BrowserProfile profile = new BrowserProfile(playwright, home, "--log-net-log=" + log)) {
            PageEvents events = new PageEvents();
            Page page = profile.page(events);
            page.navigate(https(HOST, "/"), new Page.NavigateOptions().setWaitUntil(WaitUntilState.NETWORKIDLE));
            events.awaitRequests(page);
            protocols = (List<?>) page.evaluate(
                    "() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
                            + ".map(entry => entry.nextHopProtocol)");
        }

        assertTrue(protocols.size() > 5, protocols::toString);
        assertEquals(Set.of("h2"), Set.copyOf(protocols));
        NetLog events = NetLog.read(log);
        assertEquals(1, events.count("HTTP2_SESSION", HOST), "sessions of HTTP/2");
        List<String> requests = events.parameters("HTTP2_SESSION_SEND_HEADERS");
        assertTrue(requests.size() >= protocols.size(), requests::toString);
        assertTrue(requests.stream().anyMatch(headers -> headers.contains("priority: u=0, i")), requests::toString);
        assertTrue(requests.stream().anyMatch(headers -> headers.contains("priority: u=1")), requests::toString);
        assertEquals(List.of(), events.parameters("HTTP2_SESSION_RECV_RST_STREAM"));
        assertEquals(List.of(), events.parameters("HTTP2_STREAM_ERROR"));
    }

    /** So that its absence means something. */
    @Test
    void mixed_content_would_be_reported() {
        PageEvents events = new PageEvents();
        Page page = trusting.page(events);
        page.navigate(https(HOST, SMALL_PAGE));

        page.evaluate(
                "source => { const script = document.createElement('script'); script.src = source;"
                        + " document.head.append(script); }",
                "http://other.test/script.js");
        page.waitForCondition(() -> !events.messages().isEmpty());

        assertTrue(events.messages().get(0).contains("Mixed Content"), events.messages()::toString);
    }

    @Test
    void browser_that_has_visited_the_site_uses_https_alone() throws IOException, InterruptedException {
        trustRoot(home);
        String clearText = http(program.httpsPort());
        String encrypted = https(HOST, SMALL_PAGE);
        try (BrowserProfile profile = new BrowserProfile(playwright, home)) {
            Page page = profile.page(new PageEvents());
            assertEquals(200, page.navigate(http(program.httpPort())).status());
            // The response without TLS has not changed anything.
            Response notSwitched = page.navigate(clearText);
            assertEquals(400, notSwitched.status());
            assertEquals("This is the HTTPS port. Use " + encrypted + "\n", notSwitched.text());
            assertEquals(clearText, page.url());

            assertEquals(200, page.navigate(encrypted).status());

            assertSwitches(page, clearText, encrypted);
            Page another = profile.page(new PageEvents());
            assertSwitches(another, clearText, encrypted);
            assertFails("ERR_SSL_PROTOCOL_ERROR", another, http(program.httpPort()));
        }
        try (BrowserProfile afterRestart = new BrowserProfile(playwright, home)) {
            assertSwitches(afterRestart.page(new PageEvents()), clearText, encrypted);
        }
    }

    /** The browser itself redirects, and does not send the request in clear text. */
    private static void assertSwitches(Page page, String clearText, String encrypted) {
        Response response = page.navigate(clearText);

        assertEquals(200, response.status());
        assertEquals(encrypted, response.url());
        Request first = response.request().redirectedFrom();
        assertEquals(clearText, first.url());
        assertEquals(307, first.response().status());
        assertEquals("HSTS", first.response().headers().get("non-authoritative-reason"));
    }
}
