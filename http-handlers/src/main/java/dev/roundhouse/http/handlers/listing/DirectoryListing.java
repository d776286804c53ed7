package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.EntrySource;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.Accept;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.util.StringJoiner;

/**
 * Makes the response that lists a directory: an HTML page, or JSON for clients that prefer it. Both show the same entries in the
 * same order; the links to the previous and next entries are in the page, or in the Link header (RFC 8288).
 */
public final class DirectoryListing {
    private static final String HTML = "text/html";
    private static final String JSON = "application/json";
    private static final FieldName CONTENT_SECURITY_POLICY = FieldName.of("Content-Security-Policy");
    private static final FieldName LINK = FieldName.of("Link");

    private DirectoryListing() {}

    /** The parts of a request that a listing depends on: equal variants get the same listing. */
    record Variant(ListingQuery query, boolean json) {}

    /** The requested variant. */
    public static Variant variant(Request request) {
        return new Variant(
                ListingQuery.parse(request.target().query().orElse("")),
                Accept.of(request.headers()).prefers(JSON, HTML));
    }

    /**
     * Reads a directory, and makes the response.
     *
     * @param address the path of the directory below the base of the site: its breadcrumb
     * @param fields headers that all responses of that path have
     */
    public static Response response(Request request, UriPath address, EntrySource source, Headers fields)
            throws IOException {
        ListingPage page = ListingPage.read(
                source, ListingQuery.parse(request.target().query().orElse("")));
        Headers.Builder headers = commonHeaders(fields);
        return Accept.of(request.headers()).prefers(JSON, HTML) ? json(page, headers) : html(address, page, headers);
    }

    /** The response to If-None-Match with an asterisk. RFC 9110 §13.1.2 */
    public static Response notModified(Headers fields) {
        return new Response(Status.NOT_MODIFIED, commonHeaders(fields).build(), Body.empty());
    }

    private static Headers.Builder commonHeaders(Headers fields) {
        return Headers.builder().addAll(fields).add(FieldName.VARY, FieldName.ACCEPT.toString());
    }

    private static Response json(ListingPage page, Headers.Builder headers) {
        ListingQuery query = page.query();
        headers.add(FieldName.CONTENT_TYPE, JSON);
        StringJoiner links = new StringJoiner(", ").setEmptyValue("");
        page.first()
                .ifPresent(
                        directoryEntry -> links.add("<" + query.previousPageLink(directoryEntry) + ">; rel=\"prev\""));
        page.last()
                .ifPresent(directoryEntry -> links.add("<" + query.nextPageLink(directoryEntry) + ">; rel=\"next\""));
        if (links.length() > 0) {
            headers.add(LINK, links.toString());
        }
        return new Response(Status.OK, headers.build(), Body.of(ListingJson.of(page)));
    }

    private static Response html(UriPath address, ListingPage page, Headers.Builder headers) {
        headers.add(FieldName.CONTENT_TYPE, HTML + "; charset=utf-8");
        headers.add(CONTENT_SECURITY_POLICY, ListingHtml.CONTENT_SECURITY_POLICY);
        return new Response(Status.OK, headers.build(), Body.of(ListingHtml.of(address, page)));
    }
}
