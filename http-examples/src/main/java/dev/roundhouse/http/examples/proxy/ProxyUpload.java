package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.TrailerFields;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.server.content.BytePipe;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Forwards the body of a request while it comes in. The client has to wait when the other server does not read. */
final class ProxyUpload implements Upload {
    private static final int MAX_QUEUED = 64 << 10;

    private final UpstreamLoop loop;
    private final UpstreamExchange exchange;
    private final long length;
    private final BytePipe pipe = new BytePipe(MAX_QUEUED, this::resume);
    private volatile Runnable wakeUp = () -> {};
    private Headers trailers = Headers.EMPTY;
    private boolean hasResponded;

    ProxyUpload(UpstreamLoop loop, Request request, long length) {
        this.loop = loop;
        this.exchange = new UpstreamExchange(loop, request);
        this.length = length;
    }

    private void resume() {
        wakeUp.run();
    }

    @Override
    public void start(Runnable toBeCalled) {
        wakeUp = toBeCalled;
        loop.start(exchange, pipe.body(length));
        CompletionStage<Reply> stage = exchange.reply();
        stage.whenComplete((reply, failure) -> toBeCalled.run());
    }

    /** The other server may respond before it has the complete request, to reject it for example. */
    @Override
    public Optional<Response> earlyResponse() {
        Optional<Response> response = exchange.response();
        hasResponded = response.isPresent();
        return response;
    }

    @Override
    public boolean isReady() {
        return pipe.isWritable();
    }

    @Override
    public void receive(ByteBuffer bytes) {
        pipe.write(bytes);
    }

    @Override
    public void receiveTrailers(Headers received) {
        trailers = TrailerFields.allowedOf(received);
    }

    @Override
    public Reply finish() {
        pipe.end(trailers);
        return Reply.later(exchange.reply());
    }

    /** The client has disconnected; or there is a response, whose body is still forwarded. */
    @Override
    public void abort() {
        if (!hasResponded) {
            exchange.cancel();
        }
    }
}
