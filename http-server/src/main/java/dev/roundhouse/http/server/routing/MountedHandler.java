package dev.roundhouse.http.server.routing;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.util.List;

/**
 * A handler below a prefix, which it does not see: {@code /docs/a} becomes {@code /a}. So its references must be relative, as those
 * of the file handler are.
 *
 * @param segments the number of segments of the prefix
 */
record MountedHandler(Handler handler, int segments) implements Handler {
    /** For the prefix without a slash: relative references of the mounted handler need one. RFC 9110 §15.4.9 */
    static Reply redirect(Request request) {
        RequestTarget target = request.target();
        String name = target.path().substring(target.path().lastIndexOf('/') + 1);
        String query = target.query().map(text -> "?" + text).orElse("");
        // A name with a colon would be taken for a scheme without the dot segment. RFC 3986 §4.2
        return Response.plain(Status.PERMANENT_REDIRECT, "This path needs a slash at its end.")
                .with(FieldName.LOCATION, "./" + name + "/" + query);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return handler.handle(segments == 0 ? request : request.withTarget(below(request.target())));
    }

    private RequestTarget below(RequestTarget target) {
        String raw = target.path();
        String decoded = DecodedPath.decode(raw);
        if (raw.equals(decoded)) {
            return target.withPath(raw.substring(DecodedPath.segmentStart(raw, segments) - 1));
        }
        UriPath path = UriPath.parse(raw).orElseThrow();
        List<String> names = path.segments().subList(segments, path.segments().size());
        return target.withPath(new UriPath(names, path.endsWithSlash()).encoded());
    }
}
