package dev.roundhouse.http.benchmarks;

import dev.roundhouse.http.benchmarks.baseline.BaselineServer;
import dev.roundhouse.http.benchmarks.baseline.BaselineServer.StoredPage;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives the baseline server the page that the file handler sends, with the same headers, so that both send the same bytes. */
final class BaselinePages {
    private BaselinePages() {}

    static BaselineServer copyOf(Handler handler, String request, String server) throws IOException {
        Http1Connection connection =
                new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, ""), 0);
        connection.receive(ByteBuffer.wrap(SampleRequests.bytes(request)), 0);
        Request read = connection.nextExchange(0).orElseThrow().request();
        return new BaselineServer(Map.of(read.target().path(), page((Response) handler.handle(read))), server);
    }

    private static StoredPage page(Response response) {
        Map<String, String> fields = new LinkedHashMap<>();
        response.headers().forEach(fieldLine -> fields.put(fieldLine.name(), fieldLine.value()));
        return new StoredPage(fields, ((Body.Bytes) response.body()).bytes());
    }
}
