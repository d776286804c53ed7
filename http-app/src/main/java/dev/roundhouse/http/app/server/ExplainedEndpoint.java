package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.config.HttpsConfig;
import dev.roundhouse.http.handlers.ExplainingHandler;
import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.handlers.Explanation.ExplanationStep;
import dev.roundhouse.http.handlers.Explanation.Topic;
import dev.roundhouse.http.handlers.https.HstsPolicy;
import dev.roundhouse.http.handlers.https.HttpsRedirectHandler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The endpoint that receives an explained request.
 *
 * @param hasTls whether the server has a certificate
 * @param isEncrypted whether the request is received with TLS
 * @param port the port with TLS; 0 if the system chooses it
 * @param https how the site is reached without TLS
 */
public record ExplainedEndpoint(boolean hasTls, boolean isEncrypted, int port, HttpsConfig https) {
    /** The headers of every response of this endpoint. */
    public Headers ofEveryResponse() {
        return hsts().map(HstsPolicy::headers).orElse(Headers.EMPTY);
    }

    private Optional<HstsPolicy> hsts() {
        return isEncrypted ? https.hsts() : Optional.empty();
    }

    private boolean redirects() {
        return hasTls && !isEncrypted && https.redirectPort().isPresent();
    }

    /** The handler of its requests. It explains the scheme, too, if the server has a certificate. */
    public ExplainingHandler handler(OpenSite site) {
        ExplainingHandler handler = redirects()
                ? site.redirected(new HttpsRedirectHandler(() -> https.redirectPort(port)))
                : site.handler();
        return hasTls ? new SchemeExplainingHandler(steps(), handler) : handler;
    }

    private List<ExplanationStep> steps() {
        List<ExplanationStep> steps = new ArrayList<>();
        steps.add(step("scheme", isEncrypted ? "https: received at --port" : "http: received at --http-port"));
        if (isEncrypted || redirects()) {
            steps.add(step("certificates", "not read here; a host that none of them covers gets 421"));
        }
        steps.add(step(
                HstsPolicy.STRICT_TRANSPORT_SECURITY.toString(),
                hsts().map(policy -> policy.fieldValue() + " (--hsts)")
                        .orElse(isEncrypted ? "not sent: no --hsts" : "not sent: only with TLS")));
        return steps;
    }

    private static ExplanationStep step(String subject, String result) {
        return new ExplanationStep(Topic.CONNECTION, subject, result);
    }

    /** Explains how a request was received before what another handler explains. */
    private record SchemeExplainingHandler(List<ExplanationStep> steps, ExplainingHandler next)
            implements ExplainingHandler {
        @Override
        public Reply handle(Request request) throws IOException {
            return next.handle(request);
        }

        @Override
        public Explanation explain(Request request) throws IOException {
            List<ExplanationStep> all = new ArrayList<>(steps);
            all.addAll(next.explain(request).steps());
            return new Explanation(all);
        }
    }
}
