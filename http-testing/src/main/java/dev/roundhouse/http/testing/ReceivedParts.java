package dev.roundhouse.http.testing;

import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a response, as far as they have been received. */
final class ReceivedParts implements ResponseListener {
    private final List<Integer> interimCodes = new ArrayList<>();
    private final List<byte[]> pieces = new ArrayList<>();
    private Optional<ResponseHead> head = Optional.empty();
    private Headers trailers = Headers.EMPTY;
    private boolean complete;
    private String failure = "";

    @Override
    public void onInterimResponse(ResponseHead interim) {
        interimCodes.add(interim.status().code());
    }

    @Override
    public void onHead(ResponseHead received) {
        head = Optional.of(received);
    }

    @Override
    public void onContent(ByteBuffer data) {
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        pieces.add(piece);
    }

    @Override
    public void onTrailers(Headers received) {
        trailers = received;
    }

    @Override
    public void onComplete() {
        complete = true;
    }

    @Override
    public void onFailure(String reason) {
        failure = reason;
    }

    boolean hasHead() {
        return head.isPresent();
    }

    ResponseHead head() {
        return head.orElseThrow();
    }

    List<Integer> interimCodes() {
        return List.copyOf(interimCodes);
    }

    int pieceCount() {
        return pieces.size();
    }

    byte[] piece(int number) {
        return pieces.get(number);
    }

    byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        pieces.forEach(body::writeBytes);
        return body.toByteArray();
    }

    Headers trailers() {
        return trailers;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }

    /** Why the response is not complete. */
    String failure() {
        return failure;
    }

    @Override
    public String toString() {
        String start = head.map(ResponseHead::toString).orElse("nothing");
        return start + (pieces.isEmpty() ? "" : " and " + body().length + " bytes of the body");
    }
}
