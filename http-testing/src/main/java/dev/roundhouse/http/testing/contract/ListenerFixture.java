package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.contract.fixture.CloseCountingContent;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;

/** What suites with small handlers or files share. */
abstract class ListenerFixture extends TransportFixture {
    static final int LARGE = 10 << 20;

    @TempDir
    Path directory;

    final Listener start(Handler handler) throws IOException {
        return start(CheckedService.of(handler));
    }

    final Listener start(Service service) throws IOException {
        return listen(service, 2);
    }

    /** A handler whose response is the path. */
    static Response path(Request request) {
        return Response.plain(Status.OK, request.target().path());
    }

    final Path largeFile() throws IOException {
        byte[] bytes = new byte[LARGE];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < LARGE; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return Files.write(directory.resolve("large"), bytes);
    }

    static Response slice(CloseCountingContent content, long length) {
        return new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, length));
    }
}
