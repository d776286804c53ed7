package dev.roundhouse.http.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A handler that counts how often each resource of its replies is closed. */
public final class ResourceTracker implements Handler {
    private final Handler site;
    private final List<TrackedResource> resources = new ArrayList<>();

    public ResourceTracker(Handler site) {
        this.site = site;
    }

    /** A resource that must be closed exactly once. */
    private static final class TrackedResource {
        private final String description;
        private int closeCount;

        private TrackedResource(String description) {
            this.description = description;
        }
    }

    @Override
    public Reply handle(Request request) throws IOException {
        Reply reply = site.handle(request);
        return reply instanceof Upload upload
                ? new TrackedUpload(upload, track("upload of " + request))
                : reply.map(response -> tracked(response, request.toString()));
    }

    public void requireAllClosed() {
        for (TrackedResource trackedResource : resources) {
            assertEquals(1, trackedResource.closeCount, () -> "close count of the " + trackedResource.description);
        }
    }

    private TrackedResource track(String description) {
        TrackedResource trackedResource = new TrackedResource(description);
        resources.add(trackedResource);
        return trackedResource;
    }

    private Response tracked(Response response, String description) {
        return response.with(tracked(response.body(), description));
    }

    private Body tracked(Body body, String description) {
        if (body instanceof Body.Slice slice) {
            Content content = new TrackedContent(slice.content(), track("content of " + description));
            return new Body.Slice(content, slice.position(), slice.length());
        }
        if (body instanceof Body.Composite composite) {
            return new Body.Composite(composite.parts().stream()
                    .map(part -> tracked(part, description))
                    .toList());
        }
        if (body instanceof Body.Streamed streamed) {
            return new Body.Streamed(new TrackedProducer(streamed.producer(), track("producer of " + description)));
        }
        return body;
    }

    private record TrackedContent(Content content, TrackedResource resource) implements Content {
        @Override
        public long length() throws IOException {
            return content.length();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            assertEquals(0, resource.closeCount, "read after close");
            return content.read(position, target);
        }

        @Override
        public void close() {
            resource.closeCount++;
            content.close();
        }
    }

    private record TrackedProducer(Body.Producer producer, TrackedResource resource) implements Body.Producer {
        @Override
        public void start(Runnable wakeUp) {
            producer.start(wakeUp);
        }

        @Override
        public Headers trailers() {
            return producer.trailers();
        }

        @Override
        public Body.Progress produce(ByteBuffer target) throws IOException {
            assertEquals(0, resource.closeCount, "read after close");
            return producer.produce(target);
        }

        @Override
        public void close() {
            resource.closeCount++;
            producer.close();
        }
    }

    private final class TrackedUpload implements Upload {
        private final Upload upload;
        private final TrackedResource resource;

        private TrackedUpload(Upload upload, TrackedResource trackedResource) {
            this.upload = upload;
            this.resource = trackedResource;
        }

        @Override
        public void receive(ByteBuffer bytes) throws IOException {
            assertEquals(0, resource.closeCount, "bytes after the end");
            upload.receive(bytes);
        }

        @Override
        public void start(Runnable wakeUp) {
            upload.start(wakeUp);
        }

        @Override
        public boolean isReady() {
            return upload.isReady();
        }

        @Override
        public void receiveTrailers(Headers trailers) {
            upload.receiveTrailers(trailers);
        }

        @Override
        public Reply finish() throws IOException {
            resource.closeCount++;
            return upload.finish().map(response -> tracked(response, resource.description));
        }

        @Override
        public void abort() {
            resource.closeCount++;
            upload.abort();
        }
    }
}
