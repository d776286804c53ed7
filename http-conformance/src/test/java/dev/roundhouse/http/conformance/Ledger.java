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
final class Ledger implements Handler {
    private final Handler site;
    private final List<Loan> loans = new ArrayList<>();

    Ledger(Handler site) {
        this.site = site;
    }

    /** Something that must come back exactly once. */
    private static final class Loan {
        private final String what;
        private int returns;

        private Loan(String what) {
            this.what = what;
        }
    }

    @Override
    public Reply handle(Request request) throws IOException {
        Reply reply = site.handle(request);
        return reply instanceof Upload upload
                ? new LentUpload(upload, lend("upload of " + request))
                : reply.map(response -> lent(response, request.toString()));
    }

    void requireBalance() {
        for (Loan loan : loans) {
            assertEquals(1, loan.returns, () -> "returns of the " + loan.what);
        }
    }

    private Loan lend(String what) {
        Loan loan = new Loan(what);
        loans.add(loan);
        return loan;
    }

    private Response lent(Response response, String what) {
        return response.with(lent(response.body(), what));
    }

    private Body lent(Body body, String what) {
        if (body instanceof Body.Slice slice) {
            Content content = new LentContent(slice.content(), lend("content of " + what));
            return new Body.Slice(content, slice.position(), slice.length());
        }
        if (body instanceof Body.Parts parts) {
            return new Body.Parts(
                    parts.parts().stream().map(part -> lent(part, what)).toList());
        }
        if (body instanceof Body.Stream stream) {
            return new Body.Stream(new LentProducer(stream.producer(), lend("producer of " + what)));
        }
        return body;
    }

    private record LentContent(Content content, Loan loan) implements Content {
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

    private record LentProducer(Body.Producer producer, Loan loan) implements Body.Producer {
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

    private final class LentUpload implements Upload {
        private final Upload upload;
        private final Loan loan;

        private LentUpload(Upload upload, Loan loan) {
            this.upload = upload;
            this.loan = loan;
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
        public void abandon() {
            loan.returns++;
            upload.abandon();
        }
    }
}
