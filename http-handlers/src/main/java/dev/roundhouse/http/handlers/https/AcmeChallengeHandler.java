package dev.roundhouse.http.handlers.https;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.io.IOException;

/**
 * Excepts the challenges of a certificate authority from what is done with other requests: it requests them in plain text, by the
 * name that a certificate is ordered for, which none covers yet (RFC 8555 §8.3).
 */
public final class AcmeChallengeHandler implements Handler {
    /** RFC 8555 §8.3 */
    private static final String CHALLENGES = "/.well-known/acme-challenge/";

    private final Handler challenges;
    private final Handler others;

    /**
     * Creates a handler.
     *
     * @param challenges handles the requests of a certificate authority
     * @param others handles the other requests
     */
    public AcmeChallengeHandler(Handler challenges, Handler others) {
        this.challenges = challenges;
        this.others = others;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return isChallenge(request) ? challenges.handle(request) : others.handle(request);
    }

    /**
     * Whether the request is for a challenge. The path must be exactly a token (RFC 8555 §8.3) in the directory, so that no other
     * file is served in plain text: it has no dot segment and no percent-encoding.
     */
    public static boolean isChallenge(Request request) {
        String path = request.target().path();
        if (!path.startsWith(CHALLENGES) || path.length() == CHALLENGES.length()) {
            return false;
        }
        for (int at = CHALLENGES.length(); at < path.length(); at++) {
            char character = path.charAt(at);
            if (!HttpGrammar.isAlphanumeric(character) && character != '-' && character != '_') {
                return false;
            }
        }
        return true;
    }
}
