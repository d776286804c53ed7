package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.coding.CodingPreference;
import dev.roundhouse.http.handlers.content.CachedFile;
import dev.roundhouse.http.handlers.content.Decision;
import dev.roundhouse.http.handlers.content.Decision.Lasting;
import dev.roundhouse.http.handlers.content.Decision.Passing;
import dev.roundhouse.http.handlers.content.FileCache;
import dev.roundhouse.http.handlers.content.FileSnapshot;
import dev.roundhouse.http.handlers.content.MemoryLimits;
import dev.roundhouse.http.handlers.content.PrecompressedSidecars;
import dev.roundhouse.http.handlers.content.RangedForm;
import dev.roundhouse.http.handlers.content.Representation;
import dev.roundhouse.http.handlers.content.RepresentationFactory;
import dev.roundhouse.http.handlers.errors.BuiltInPages;
import dev.roundhouse.http.handlers.errors.ErrorPages;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.EntrySource;
import dev.roundhouse.http.handlers.files.PathSnapshot;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.handlers.files.TooManyOpenFilesException;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.listing.DirectoryListing;
import dev.roundhouse.http.handlers.listing.Listings;
import dev.roundhouse.http.handlers.logging.FailureLog;
import dev.roundhouse.http.handlers.mapping.MappingResult;
import dev.roundhouse.http.handlers.mapping.MappingResult.ListDirectory;
import dev.roundhouse.http.handlers.mapping.MappingResult.Redirect;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.mapping.TargetPath;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.semantics.Preconditions;
import dev.roundhouse.http.semantics.UriPath;
import dev.roundhouse.http.semantics.Validators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET and HEAD with the files of a {@link DocumentRoot}: whole, in parts, compressed, or with 304 to who has them
 * already. Three steps: look what is there ({@link Resource}), decide what that means ({@link PathMapper}), make a
 * response of it. The decision is remembered for a second ({@link Decision}), small files with their content, so that most
 * requests get a response that exists already.
 *
 * <p>HEAD takes the same way as GET, the opening of the file included, so that both always say the same (RFC 9110 §9.3.2);
 * the engine leaves out the content, and closes it.
 */
public final class FileHandler implements Handler {
    /** How often a file may change while it is read before that is called a failure. */
    private static final int MAX_ATTEMPTS = 10;

    /** As long as what is known of files is believed. */
    private static final Duration SHARED = Duration.ofSeconds(1);

    private static final String SOON = "1";

    private static final Logger LOG = LoggerFactory.getLogger(FileHandler.class);

    private final PathMapper mapper;
    private final ErrorPages errorPages;
    private final FileOptions options;
    private final InstantSource clock;
    private final CodingPreference codingPreference;
    private final FileCache cache;
    private final FileResponder responder;
    private final Listings listings;
    private final Handler methodFilter;
    private final FailureLog failures = new FailureLog(LOG);
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
        this(root, options, clock, BackgroundExecutor.create());
    }

    FileHandler(DocumentRoot root, FileOptions options, InstantSource clock, Executor background) {
        this(
                new PathMapper(MappingOptions.DEFAULT, root, List.of(), DocumentRoot::resolve),
                options,
                clock,
                background);
    }

    /** @param background runs what takes long and for which no request waits: hashing and compressing of large files */
    FileHandler(PathMapper pathMapper, FileOptions options, InstantSource clock, Executor background) {
        this.mapper = pathMapper;
        this.errorPages = new ErrorPages(pathMapper.root(), options);
        this.options = options;
        this.clock = clock;
        MemoryLimits memoryLimits = MemoryLimits.forCacheSize(options.cacheBytes());
        RepresentationFactory representationFactory =
                new RepresentationFactory(pathMapper.root(), options.entityTags(), memoryLimits, clock, background);
        this.codingPreference =
                new CodingPreference(Stream.concat(options.precompressed().stream(), options.compressed().stream())
                        .distinct()
                        .toList());
        this.cache = new FileCache(options, representationFactory, background);
        this.responder = new FileResponder(clock, codingPreference);
        this.listings = new Listings(
                BackgroundExecutor.builders(), options.cacheBytes() == 0 ? Duration.ZERO : SHARED, System::nanoTime);
        Handler reading = this::serve;
        this.methodFilter = reading.limitedTo(Method.GET, Method.HEAD);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        boolean isRead = request.method().equals(Method.GET) || request.isHeadRequest();
        return isRead ? serveOrFail(request) : rejectMethod(request);
    }

    /** The words of a refusal are no file, and nobody shall take them for another one. */
    private Reply rejectMethod(Request request) throws IOException {
        return methodFilter
                .handle(request)
                .map(response -> response.with(HeaderPolicy.CONTENT_TYPE_OPTIONS, HeaderPolicy.NOSNIFF));
    }

    /** Whether the root at the top has a file of this path. */
    boolean hasFile(UriPath path) throws IOException {
        return mapper.root().resolve(path) instanceof Resource.RegularFile;
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
        ExplanationBuilder explanationBuilder = new ExplanationBuilder(request, clock.instant());
        if (!request.method().equals(Method.GET) && !request.isHeadRequest()) {
            return explanationBuilder.build();
        }
        long began = clock.millis();
        MappingResult mappingResult =
                mapper.with(DocumentRoot::resolveForExplanation).map(request, explanationBuilder.mappingTrace());
        explanationBuilder.recordMapping(mappingResult);
        if (mappingResult instanceof ServeFile served) {
            explain(request, served, explanationBuilder, began);
        }
        return explanationBuilder.build();
    }

    private void explain(Request request, ServeFile served, ExplanationBuilder explanationBuilder, long began)
            throws IOException {
        PrecompressedSidecars precompressedSidecars = sidecars(served);
        FileSnapshot fileSnapshot = new FileSnapshot(served, precompressedSidecars.usable());
        explanationBuilder.recordSidecars(
                served.fileName(), precompressedSidecars, cache.compressionDecision(fileSnapshot));
        CachedFile file = cache.getOrPut(cacheKey(served), fileSnapshot, began);
        Representation selected = file.select(request, codingPreference, clock)
                .orElseThrow(() -> new IOException("the file changed while it was looked at"));
        explanationBuilder.recordSelection(selected, codingPreference.of(request.headers()), selected.isNegotiated());
        explanationBuilder.recordConditions(
                selected, RangedForm.mayBeCut(request.headers(), selected, codingPreference));
    }

    private Reply serveOrFail(Request request) {
        try {
            return serve(request);
        } catch (IOException failure) {
            return failed(request, failure);
        }
    }

    private Response failed(Request request, IOException failure) {
        if (failure instanceof TooManyOpenFilesException shortage) {
            shortages.add(request, shortage);
            return BuiltInPages.BUSY.forClient(request.headers());
        }
        long now = clock.millis();
        failures.warn(request.method() + " " + request.target().path(), failure, now);
        return errorPages.internalError(request.headers(), now);
    }

    /** The short way: what stands under the very octets of the target. They are a canonical path, or nothing stands there. */
    private Reply serve(Request request) throws IOException {
        long now = clock.millis();
        Optional<Lasting> cached = cache.get(request.target().path());
        if (cached.isEmpty()) {
            return lookUpAndServe(request, now);
        }
        return cached.get().freshness().isFresh(now)
                ? respond(request, cached.get(), now)
                : lookInTurn(request, cached.get());
    }

    /** One looks, and who comes meanwhile waits for that: what is older than a second is no answer for anybody. */
    private Reply lookInTurn(Request request, Lasting old) throws IOException {
        String path = request.target().path();
        long now;
        synchronized (old.freshness()) {
            now = clock.millis();
            if (cache.isKnown(path, old) && !old.freshness().isFresh(now)) {
                long unchangedAt = old instanceof CachedFile file ? file.unchangedAt(now) : PathSnapshot.CHANGED;
                if (unchangedAt == PathSnapshot.CHANGED) {
                    decide(request, now);
                } else {
                    old.freshness().renew(unchangedAt);
                }
            }
        }
        Optional<Lasting> cached = cache.get(path);
        return cached.isPresent() && cached.get().freshness().isFresh(now)
                ? respond(request, cached.get(), now)
                : lookUpAndServe(request, now);
    }

    private Reply respond(Request request, Lasting decision, long now) throws IOException {
        if (!(decision instanceof CachedFile file)) {
            return errorPages.notFound(request.headers(), now);
        }
        Optional<Response> response = respond(request, file);
        if (response.isPresent()) {
            return response.get();
        }
        cache.remove(request.target().path(), file);
        return lookUpAndServe(request, clock.millis());
    }

    /** The long way, as often as the file changes under our hands. */
    private Reply lookUpAndServe(Request request, long now) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Decision decision = decide(request, attempt == 0 ? now : clock.millis());
            if (decision instanceof Passing passing) {
                return respondWithoutFile(request, passing.mapped(), now);
            }
            if (!(decision instanceof CachedFile file)) {
                return errorPages.notFound(request.headers(), now);
            }
            Optional<Response> response = respond(request, file);
            if (response.isPresent()) {
                return response.get();
            }
            cache.remove(cacheKey(file.served()), file);
        }
        throw new IOException("file changed on every attempt to read it");
    }

    /** A whole look. Whatever comes of it, and be it a failure, nothing that was decided before stays. */
    private Decision decide(Request request, long began) throws IOException {
        Optional<String> asked = cacheKey(request);
        boolean isRemembered = false;
        try {
            Lookups lookups = new Lookups();
            MappingResult mappingResult = mapper.map(request, lookups);
            Optional<Lasting> lasting = remember(mappingResult, asked, lookups, began);
            isRemembered = lasting.isPresent() && !isFallback(mappingResult);
            return lasting.isPresent() ? lasting.get() : new Passing(mappingResult);
        } finally {
            if (!isRemembered) {
                asked.ifPresent(cache::remove);
            }
        }
    }

    private Optional<Lasting> remember(MappingResult mappingResult, Optional<String> asked, Lookups lookups, long began)
            throws IOException {
        if (mappingResult instanceof ServeFile served) {
            PrecompressedSidecars precompressedSidecars = sidecars(served);
            CachedFile file =
                    cache.getOrPut(cacheKey(served), new FileSnapshot(served, precompressedSidecars.usable()), began);
            file.setPathSnapshot(snapshot(served, precompressedSidecars, lookups, began));
            return Optional.of(file);
        }
        // Where a fallback may be the answer to the next client, nothing is missing for all.
        boolean missingForAll = mappingResult instanceof MappingResult.NotFound
                && mapper.options().spa().isEmpty();
        return missingForAll ? asked.map(path -> cache.putMissing(path, began)) : Optional.empty();
    }

    /** The key of the decision about this path; nothing for another spelling of it, whose decision is a redirect at best. */
    private static Optional<String> cacheKey(Request request) {
        return TargetPath.of(request.target()) instanceof TargetPath.FilePath asked && asked.isCanonical()
                ? Optional.of(asked.path().encoded())
                : Optional.empty();
    }

    private static boolean isFallback(MappingResult mappingResult) {
        return mappingResult instanceof ServeFile served && served.isFallback();
    }

    /** Twins may be changed in place, which their directory does not tell. */
    private Optional<PathSnapshot> snapshot(
            ServeFile served, PrecompressedSidecars precompressedSidecars, Lookups lookups, long began) {
        return options.cacheBytes() == 0 || served.isFallback() || !precompressedSidecars.isEmpty()
                ? Optional.empty()
                : served.root()
                        .snapshot(
                                served.file(),
                                served.sitePath().segments(),
                                lookups.with(served.sitePath(), precompressedSidecars),
                                began);
    }

    /** A fallback answers only those who accept it: no target finds it under a key that does not begin with a slash. */
    private static String cacheKey(ServeFile served) {
        String path = served.requestPath().encoded();
        return served.isFallback() ? "fallback " + path : path;
    }

    private PrecompressedSidecars sidecars(ServeFile served) throws IOException {
        boolean coded =
                options.mediaTypes().describe(served.fileName()).coding().isPresent();
        return PrecompressedSidecars.find(served.root(), served.file(), coded ? List.of() : options.precompressed());
    }

    private Optional<Response> respond(Request request, CachedFile file) throws IOException {
        Optional<Representation> selected = file.select(request, codingPreference, clock);
        return selected.isPresent() ? responder.respond(request, selected.get()) : Optional.empty();
    }

    private Reply respondWithoutFile(Request request, MappingResult mappingResult, long now) throws IOException {
        if (mappingResult instanceof Redirect redirect) {
            return BuiltInPages.redirect(redirect);
        }
        if (mappingResult instanceof ListDirectory list) {
            return listDirectory(request, list);
        }
        if (mappingResult instanceof MappingResult.BadRequest) {
            return BuiltInPages.BAD_REQUEST.forClient(request.headers());
        }
        return errorPages.notFound(request.headers(), now);
    }

    /** A listing has neither tag nor date: a condition can only be about whether it is there. RFC 9110 §13.2.1 */
    private Reply listDirectory(Request request, ListDirectory list) throws IOException {
        Headers requestHeaders = request.headers();
        Headers fields = options.headers().headers(list.path(), "text/html");
        return switch (Preconditions.decide(
                request.method(), requestHeaders, Optional.of(Validators.NONE), clock.instant())) {
            case FAILED -> BuiltInPages.PRECONDITION_FAILED.forClient(requestHeaders);
            case NOT_MODIFIED -> DirectoryListing.notModified(fields);
            case PROCEED -> listDirectory(request, list, fields);
        };
    }

    /** To read a directory takes its time: that is not to be that of a selector loop. */
    private Reply listDirectory(Request request, ListDirectory list, Headers fields) {
        Listings.Key key =
                new Listings.Key(list.root(), list.directory().path(), list.path(), DirectoryListing.variant(request));
        try {
            return listings.of(key, () -> listing(request, list, fields), failure -> failed(request, failure));
        } catch (RejectedExecutionException tooMany) {
            LOG.debug("Too many listings wait to be built.", tooMany);
            return BuiltInPages.OVERLOADED.forClient(request.headers()).with(FieldName.RETRY_AFTER, SOON);
        }
    }

    /** A directory may be taken away, or may not be read any more, since it was found. */
    private Response listing(Request request, ListDirectory list, Headers fields) throws IOException {
        try (EntrySource entries = list.root().entries(list.directory())) {
            return DirectoryListing.response(request, list.path(), entries, fields);
        } catch (UncheckedIOException passing) {
            throw passing.getCause();
        } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException gone) {
            LOG.debug("A directory went away while it was listed.", gone);
            return errorPages.notFound(request.headers(), clock.millis());
        }
    }
}
