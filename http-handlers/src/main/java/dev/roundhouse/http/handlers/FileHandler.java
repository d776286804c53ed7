package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Mapped.ListNames;
import dev.roundhouse.http.handlers.Mapped.Redirect;
import dev.roundhouse.http.handlers.Mapped.Serve;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.semantics.Preconditions;
import dev.roundhouse.http.semantics.Validators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET and HEAD with the files of a {@link DocumentRoot}: whole, in parts, compressed, or with 304 to who has them
 * already. Three steps: look what is there ({@link Resource}), decide what that means ({@link Mapping}), make a
 * response of it. What was found out is remembered for a second, small files with their content, so that most requests
 * get a response that exists already.
 *
 * <p>HEAD takes the same way as GET, the opening of the file included, so that both always say the same (RFC 9110 §9.3.2);
 * the engine leaves out the content, and closes it.
 */
public final class FileHandler implements Handler {
    /** How often a file may change while it is read before that is called a failure. */
    private static final int ATTEMPTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(FileHandler.class);

    private final Mapping<DocumentRoot> mapping;
    private final ErrorPages errors;
    private final FileOptions options;
    private final InstantSource clock;
    private final CodingPreference preference;
    private final FileCache cache;
    private final FileAnswer answer;
    private final Handler answering;
    private final ShortageLog shortages = new ShortageLog(System::nanoTime);

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

    FileHandler(DocumentRoot root, FileOptions options, InstantSource clock, Executor aside) {
        this(new Mapping<>(MappingOptions.DEFAULT, root, List.of(), DocumentRoot::resolve), options, clock, aside);
    }

    /** @param aside runs what takes long and for which no request waits: hashing and compressing of large files */
    FileHandler(Mapping<DocumentRoot> mapping, FileOptions options, InstantSource clock, Executor aside) {
        this.mapping = mapping;
        this.errors = new ErrorPages(mapping.top(), options);
        this.options = options;
        this.clock = clock;
        Memory memory = Memory.beside(options.cacheBytes());
        Representations representations =
                new Representations(mapping.top(), options.entityTags(), memory, clock, aside);
        this.preference =
                new CodingPreference(Stream.concat(options.precompressed().stream(), options.compressed().stream())
                        .distinct()
                        .toList());
        this.cache = new FileCache(options, representations, aside);
        this.answer = new FileAnswer(clock);
        Handler reading = this::answer;
        this.answering = reading.limitedTo(Method.GET, Method.HEAD);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        boolean isRead = request.method().equals(Method.GET) || request.isHead();
        return isRead ? answerAnyway(request) : refuse(request);
    }

    /** The words of a refusal are no file, and nobody shall take them for another one. */
    private Reply refuse(Request request) throws IOException {
        Reply reply = answering.handle(request);
        return reply instanceof Response response
                ? response.with(HeaderPolicy.CONTENT_TYPE_OPTIONS, HeaderPolicy.NOSNIFF)
                : reply;
    }

    /** Loads what is needed by the first request for it. */
    void preload() {
        cache.loadCompressors();
        // Opens the random devices of the system, which stay open.
        new SecureRandom().nextInt();
    }

    /**
     * Tells how a GET or HEAD request is decided, without answering it. Any other method is refused before anything is
     * decided, thus has no steps.
     *
     * @throws IOException when the files cannot be reached, or change under our hands
     */
    public Explanation explain(Request request) throws IOException {
        Explainer explainer = new Explainer(request, clock.instant());
        if (!request.method().equals(Method.GET) && !request.isHead()) {
            return explainer.explanation();
        }
        Mapped<DocumentRoot> mapped = mapping.map(request, explainer.mapping());
        explainer.mapped(mapped);
        if (mapped instanceof Serve<DocumentRoot> served) {
            explain(request, served, explainer);
        }
        return explainer.explanation();
    }

    private void explain(Request request, Serve<DocumentRoot> served, Explainer explainer) throws IOException {
        Twins twins = twins(served);
        Seen seen = new Seen(served, twins.usable());
        explainer.candidates(served.name(), twins, cache.compression(seen));
        KnownFile file = cache.seen(key(served), seen, clock.millis());
        Representation selected = file.select(request.headers(), preference)
                .orElseThrow(() -> new IOException("the file changed while it was looked at"));
        explainer.selected(selected, preference.of(request.headers()), selected.varies());
        explainer.conditions(selected);
    }

    private Response answerAnyway(Request request) {
        try {
            return answer(request);
        } catch (TooManyOpenFilesException passing) {
            shortages.add(request, passing);
            return Pages.BUSY.to(request.headers());
        } catch (IOException failure) {
            LOG.warn("A request could not be answered.", failure);
            return errors.failed(request.headers(), clock.millis());
        }
    }

    /** The short way: what stands under the very octets of the target. They are a canonical path, or nothing stands there. */
    private Response answer(Request request) throws IOException {
        String path = request.target().path();
        long now = clock.millis();
        Optional<KnownFile> known = cache.file(path, now);
        if (known.isEmpty()) {
            known = cache.unchanged(path, now);
        }
        if (known.isPresent()) {
            Optional<Response> response = respond(request, known.get());
            if (response.isPresent()) {
                return response.get();
            }
            cache.forget(path, known.get());
        } else if (cache.isMissing(path, now)) {
            return errors.notFound(request.headers(), now);
        }
        return look(request, now);
    }

    /** The long way, as often as the file changes under our hands. */
    private Response look(Request request, long now) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Mapped<DocumentRoot> mapped = mapping.map(request, Mapping.Trace.NONE);
            if (!(mapped instanceof Serve<DocumentRoot> served)) {
                return withoutFile(request, mapped, now);
            }
            Twins twins = twins(served);
            KnownFile file = cache.seen(key(served), new Seen(served, twins.usable()), now);
            file.lookedAt(glance(served, twins, now));
            Optional<Response> response = respond(request, file);
            if (response.isPresent()) {
                return response.get();
            }
            cache.forget(key(served), file);
        }
        throw new IOException("the file changes faster than it can be read");
    }

    /** Twins may be changed in place, which their directory does not tell. */
    private static Optional<Glance> glance(Serve<DocumentRoot> served, Twins twins, long began) {
        return served.fallback() || !twins.areMissing()
                ? Optional.empty()
                : served.root().glance(served.file(), served.path().segments(), began);
    }

    /** A fallback answers only those who accept it: no target finds it under a key that does not begin with a slash. */
    private static String key(Serve<DocumentRoot> served) {
        String path = served.address().encoded();
        return served.fallback() ? "fallback " + path : path;
    }

    private Twins twins(Serve<DocumentRoot> served) throws IOException {
        return Twins.of(served.root(), served.file(), options.precompressed());
    }

    private Optional<Response> respond(Request request, KnownFile file) throws IOException {
        Optional<Representation> selected = file.select(request.headers(), preference);
        return selected.isPresent() ? answer.to(request, selected.get()) : Optional.empty();
    }

    private Response withoutFile(Request request, Mapped<DocumentRoot> mapped, long now) throws IOException {
        if (mapped instanceof Redirect<DocumentRoot> redirect) {
            return Pages.moved(redirect);
        }
        if (mapped instanceof ListNames<DocumentRoot> list) {
            return names(request, list);
        }
        if (mapped instanceof Mapped.Malformed) {
            return Pages.BAD_REQUEST.to(request.headers());
        }
        rememberMissing(request, now);
        return errors.notFound(request.headers(), now);
    }

    /** A listing has neither tag nor date: a condition can only be about whether it is there. RFC 9110 §13.2.1 */
    private Response names(Request request, ListNames<DocumentRoot> list) throws IOException {
        Headers asked = request.headers();
        Headers fields = options.fields().of(list.path(), "text/html");
        return switch (Preconditions.decide(request.method(), asked, Optional.of(Validators.NONE), clock.instant())) {
            case FAILED -> Pages.PRECONDITION_FAILED.to(asked);
            case NOT_MODIFIED -> DirectoryListing.notModified(fields);
            case PROCEED -> names(request, list, fields);
        };
    }

    private static Response names(Request request, ListNames<DocumentRoot> list, Headers fields) throws IOException {
        try (EntrySource entries = list.root().entries(list.directory())) {
            return DirectoryListing.of(request, list.path(), entries, fields);
        } catch (UncheckedIOException passing) {
            throw passing.getCause();
        }
    }

    /** Where a fallback may be the answer to the next client, nothing is missing for all. */
    private void rememberMissing(Request request, long now) {
        if (mapping.options().spa().isEmpty() && Asked.by(request.target()) instanceof Asked.Named asked) {
            cache.seenNothing(asked.path().encoded(), now);
        }
    }
}
