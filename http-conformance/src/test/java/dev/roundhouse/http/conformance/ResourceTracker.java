package dev.roundhouse.http.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A site that writes down what it lends, and how often it comes back. */
public final class ResourceTracker implements Handler {
    private final Handler site;
    private final List<TrackedLoan> loans = new ArrayList<>();

    public ResourceTracker(Handler site) {
        this.site = site;
    }

    /** Something that must come back exactly once. */
    private static final class TrackedLoan {
        private final String what;
        private int returns;

        private TrackedLoan(String what) {
            this.what = what;
        }
    }

    @Override
    public Reply handle(Request request) throws IOException {
        Reply reply = site.handle(request);
        return reply instanceof Upload upload
                ? new LentTrackedUpload(upload, lend("upload of " + request))
                : reply.map(response -> lent(response, request.toString()));
    }

    public void requireBalance() {
        for (TrackedLoan trackedLoan : loans) {
            assertEquals(1, trackedLoan.returns, () -> "returns of the " + trackedLoan.what);
        }
    }

    private TrackedLoan lend(String what) {
        TrackedLoan trackedLoan = new TrackedLoan(what);
        loans.add(trackedLoan);
        return trackedLoan;
    }

    private Response lent(Response response, String what) {
        return response.with(lent(response.body(), what));
    }

    private Body lent(Body body, String what) {
        if (body instanceof Body.Slice slice) {
            Content content = new TrackedContent(slice.content(), lend("content of " + what));
            return new Body.Slice(content, slice.position(), slice.length());
        }
        if (body instanceof Body.Composite composite) {
            return new Body.Composite(
                    composite.parts().stream().map(part -> lent(part, what)).toList());
        }
        if (body instanceof Body.Streamed streamed) {
            return new Body.Streamed(new TrackedProducer(streamed.producer(), lend("producer of " + what)));
        }
        return body;
    }

    private record TrackedContent(Content content, TrackedLoan loan) implements Content {
        @Override
        public long length() throws IOException {
            return content.length();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            assertEquals(0, loan.returns, "reads behind the end");
            return content.read(position, target);
        }

        @Override
        public void close() {
            loan.returns++;
            content.close();
        }
    }

    private record TrackedProducer(Body.Producer producer, TrackedLoan loan) implements Body.Producer {
        @Override
        public boolean produce(ByteBuffer target) throws IOException {
            assertEquals(0, loan.returns, "reads behind the end");
            return producer.produce(target);
        }

        @Override
        public void close() {
            loan.returns++;
            producer.close();
        }
    }

    private final class LentTrackedUpload implements Upload {
        private final Upload upload;
        private final TrackedLoan loan;

        private LentTrackedUpload(Upload upload, TrackedLoan trackedLoan) {
            this.upload = upload;
            this.loan = trackedLoan;
        }

        @Override
        public void receive(ByteBuffer bytes) throws IOException {
            assertEquals(0, loan.returns, "octets behind the end");
            upload.receive(bytes);
        }

        @Override
        public Response finish() throws IOException {
            loan.returns++;
            return lent(upload.finish(), loan.what);
        }

        @Override
        public void abort() {
            loan.returns++;
            upload.abort();
        }
    }
}
