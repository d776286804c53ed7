package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Asked.Malformed;
import dev.roundhouse.http.handlers.Asked.Named;
import dev.roundhouse.http.handlers.FileDecision.Redirect;
import dev.roundhouse.http.handlers.FileDecision.Send;
import dev.roundhouse.http.handlers.Resource.Found;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Answers GET and HEAD with the files of a {@link DocumentRoot}: whole, in parts, compressed, or with 304 to who has them
 * already. Three steps: look what is there ({@link Resource}), decide what that means ({@link FileDecision}), make a
 * response of it. What was found out is remembered for a second, small files with their content, so that most requests
 * get a response that exists already.
 *
 * <p>HEAD takes the same way as GET, the opening of the file included, so that both always say the same (RFC 9110 §9.3.2);
 * the engine leaves out the content, and closes it.
 */
public final class FileHandler implements Handler {
    /** How often a file may change while it is read before that is called a failure. */
    private static final int ATTEMPTS = 10;

    private final DocumentRoot root;
    private final FileOptions options;
    private final InstantSource clock;
    private final CodingPreference preference;
    private final FileCache cache;
    private final FileAnswer answer;
    private final Handler answering;

    /** A handler for these files with the usual options and the clock of the machine. */
    public FileHandler(DocumentRoot root) {
        this(root, FileOptions.DEFAULT, InstantSource.system());
    }

    /**
     * A handler for these files.
     *
     * @param clock the time of day, which also stamps {@code Date}
     */
    public FileHandler(DocumentRoot root, FileOptions options, InstantSource clock) {
        this(root, options, clock, Background.thread());
    }

    /** @param aside runs what takes long and for which no request waits: hashing and compressing of large files */
    FileHandler(DocumentRoot root, FileOptions options, InstantSource clock, Executor aside) {
        this.root = root;
        this.options = options;
        this.clock = clock;
        Memory memory = Memory.beside(options.cacheBytes());
        Representations representations = new Representations(root, options.entityTags(), memory, clock, aside);
        this.preference =
                new CodingPreference(Stream.concat(options.precompressed().stream(), options.compressed().stream())
                        .distinct()
                        .toList());
        this.cache = new FileCache(options, representations, aside);
        this.answer = new FileAnswer(representations, clock);
        Handler reading = this::answer;
        this.answering = reading.limitedTo(Method.GET, Method.HEAD);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        boolean isRead = request.method().equals(Method.GET) || request.isHead();
        return isRead ? answer(request) : answering.handle(request);
    }

    /** The short way: what stands under the very octets of the target. They are a canonical path, or nothing stands there. */
    private Response answer(Request request) throws IOException {
        String path = request.target().path();
        long now = clock.millis();
        Optional<KnownFile> known = cache.file(path, now);
        if (known.isPresent()) {
            Optional<Response> response = respond(request, known.get());
            if (response.isPresent()) {
                return response.get();
            }
            cache.forget(path, known.get());
        } else if (cache.isMissing(path, now)) {
            return Pages.NOT_FOUND;
        }
        Asked asked = Asked.by(request.target());
        if (asked instanceof Named named) {
            return look(request, named, now);
        }
        return asked instanceof Malformed ? Pages.BAD_REQUEST : Pages.NOT_FOUND;
    }

    /** The long way, as often as the file changes under our hands. */
    private Response look(Request request, Named asked, long now) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FileDecision decision = FileDecision.of(asked, root.resolve(asked.path()));
            if (!(decision instanceof Send send)) {
                return withoutFile(asked, decision, now);
            }
            KnownFile file = cache.seen(asked, new Seen(send, twins(send.file())), now);
            Optional<Response> response = respond(request, file);
            if (response.isPresent()) {
                return response.get();
            }
            cache.forget(asked.path().encoded(), file);
        }
        throw new IOException("the file changes faster than it can be read");
    }

    private Optional<Response> respond(Request request, KnownFile file) throws IOException {
        Optional<Representation> selected = file.select(request.headers(), preference);
        return selected.isPresent() ? answer.to(request, selected.get()) : Optional.empty();
    }

    /** A twin that is older than its original is of another version, and an empty one is no coded content at all. */
    private Map<ContentCoding, Found> twins(Found original) throws IOException {
        Map<ContentCoding, Found> twins = new EnumMap<>(ContentCoding.class);
        for (ContentCoding coding : options.precompressed()) {
            root.beside(original, coding.suffix())
                    .filter(twin -> twin.facts().size() > 0)
                    .filter(twin ->
                            twin.facts().modifiedNanos() >= original.facts().modifiedNanos())
                    .ifPresent(twin -> twins.put(coding, twin));
        }
        return twins;
    }

    private Response withoutFile(Named asked, FileDecision decision, long now) {
        if (decision instanceof Redirect redirect) {
            return Pages.movedTo(redirect.location());
        }
        cache.seenNothing(asked.path().encoded(), now);
        return Pages.NOT_FOUND;
    }
}
