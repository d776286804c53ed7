package dev.roundhouse.http.h2.client;

import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Records the calls of a connection as text. */
final class ResponseText implements ResponseListener {
    private final StringBuilder text = new StringBuilder();
    private Runnable action = () -> {};
    private String trigger = "";

    /** Does something when the text ends with that. */
    void when(String end, Runnable run) {
        trigger = end;
        action = run;
    }

    private void add(String part) {
        text.append(part);
        if (!trigger.isEmpty() && text.toString().endsWith(trigger)) {
            trigger = "";
            action.run();
        }
    }

    @Override
    public void onInterimResponse(ResponseHead head) {
        add("interim " + head.status().code() + " ");
    }

    @Override
    public void onHead(ResponseHead head) {
        add(head.version() + " " + head.status().code() + " ");
    }

    @Override
    public void onContent(ByteBuffer data) {
        add("[" + StandardCharsets.ISO_8859_1.decode(data) + "] ");
    }

    @Override
    public void onTrailers(Headers trailers) {
        add("trailers " + trailers + " ");
    }

    @Override
    public void onComplete() {
        add("end");
    }

    @Override
    public void onFailure(String reason) {
        add("failed: " + reason);
    }

    @Override
    public void onUnprocessed(String reason) {
        add("unprocessed: " + reason);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
