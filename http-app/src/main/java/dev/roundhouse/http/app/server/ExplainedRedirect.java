package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.ExplainingHandler;
import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.handlers.https.AcmeChallengeHandler;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.io.IOException;

/** Redirects requests to HTTPS, and explains it. */
final class ExplainedRedirect implements ExplainingHandler {
    private final AcmeChallengeHandler handler;
    private final ExplainingHandler files;

    /**
     * A handler that redirects all requests except those of a certificate authority.
     *
     * @param redirect redirects a request, or rejects it
     * @param files handles the requests of a certificate authority
     */
    ExplainedRedirect(Handler redirect, ExplainingHandler files) {
        this.handler = new AcmeChallengeHandler(files, redirect);
        this.files = files;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return handler.handle(request);
    }

    @Override
    public Explanation explain(Request request) throws IOException {
        return AcmeChallengeHandler.isChallenge(request)
                ? files.explain(request)
                : Explanation.of(
                        "redirect",
                        "to HTTPS if a certificate covers the host, without a file lookup (--https-redirect)");
    }
}
