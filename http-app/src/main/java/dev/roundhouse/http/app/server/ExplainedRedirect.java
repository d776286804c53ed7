package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.ExplainingHandler;
import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.handlers.https.HttpsRedirectHandler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.util.function.IntSupplier;

/** Redirects requests to HTTPS, and explains it. */
final class ExplainedRedirect implements ExplainingHandler {
    private final HttpsRedirectHandler redirect;
    private final ExplainingHandler files;

    /**
     * A handler that redirects all requests except those of a certificate authority.
     *
     * @param httpsPort the port at which clients reach the HTTPS server
     * @param files handles the requests of a certificate authority
     */
    ExplainedRedirect(IntSupplier httpsPort, ExplainingHandler files) {
        this.redirect = new HttpsRedirectHandler(httpsPort, files);
        this.files = files;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return redirect.handle(request);
    }

    @Override
    public Explanation explain(Request request) throws IOException {
        return HttpsRedirectHandler.isChallenge(request)
                ? files.explain(request)
                : Explanation.of("redirect", "to HTTPS, without a file lookup (--https-redirect)");
    }
}
