package dev.roundhouse.http.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The site of another project, opened in a browser. */
class RealSiteBrowserTest {
    private static final Path SITE = Path.of("target", "real-site");
    private static final int MIN_RESPONSES = 10;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void opens_without_a_failed_request(String name) throws IOException {
        Transport transport = TransportRegistry.installed().get(name);
        assumeTrue(transport.unavailableReason().isEmpty());
        try (ServedDirectory site = new ServedDirectory(SITE, transport);
                BrowserSession browserSession = new BrowserSession()) {
            Page page = browserSession.page(new Browser.NewContextOptions());
            Page.NavigateOptions settled = new Page.NavigateOptions().setWaitUntil(WaitUntilState.NETWORKIDLE);

            page.navigate(site.url("/index.html"), settled);
            page.navigate(site.url("/org.junit.jupiter.api/org/junit/jupiter/api/Assertions.html"), settled);

            assertTrue(page.title().startsWith("Assertions"), page.title());
            assertEquals(List.of(), browserSession.failures());
            int responses = browserSession.responses().size();
            assertTrue(responses >= MIN_RESPONSES, () -> "only " + responses + " responses");
        }
    }
}
