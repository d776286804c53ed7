package dev.roundhouse.http.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the browser reports of its pages: messages, requests, responses and failures. */
final class PageEvents {
    /** Requested by the browser itself and not by a page; a site need not have it. */
    private static final String ICON = "/favicon.ico";

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Request> unfinished = ConcurrentHashMap.newKeySet();
    private final List<Response> responses = new CopyOnWriteArrayList<>();

    /** Records the events of this page from now on. */
    void record(Page page) {
        page.onConsoleMessage(message -> {
            if (message.location().contains(ICON)) {
                return;
            }
            messages.add(message.type() + ": " + message.text());
            if (message.type().equals("error")) {
                failures.add("console: " + message.text() + " at " + message.location());
            }
        });
        page.onPageError(error -> failures.add("script: " + error));
        page.onDialog(dialog -> {
            failures.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            requests.add(request.url());
            unfinished.add(request);
        });
        page.onRequestFinished(unfinished::remove);
        page.onRequestFailed(request -> {
            failures.add("failed: " + request.url() + " " + request.failure());
            unfinished.remove(request);
        });
        page.onResponse(response -> {
            responses.add(response);
            if (response.status() >= 400 && !response.url().endsWith(ICON)) {
                failures.add(response.status() + ": " + response.url());
            }
        });
    }

    /** Everything that did not succeed, as a text. */
    List<String> failures() {
        return failures;
    }

    /** The messages of the console, each with its type. */
    List<String> messages() {
        return messages;
    }

    /** The requested URLs. */
    List<String> requests() {
        return requests;
    }

    /**
     * Waits for the requests of this page that a drawn page has sent, images of styles for example, which need not be before
     * its load event. The next navigation would cancel them, which is a failure here.
     */
    void awaitRequests(Page page) {
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        page.waitForCondition(unfinished::isEmpty);
    }

    /** The responses. */
    List<Response> responses() {
        return responses;
    }
}
