package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.coding.CodingPreference;
import dev.roundhouse.http.handlers.content.CachedFile;
import dev.roundhouse.http.handlers.content.FileCache;
import dev.roundhouse.http.handlers.content.Lookup;
import dev.roundhouse.http.handlers.content.Lookup.UncachedLookup;
import dev.roundhouse.http.handlers.content.PrecompressedSidecars;
import dev.roundhouse.http.handlers.content.Representation;
import dev.roundhouse.http.handlers.errors.BuiltInPages;
import dev.roundhouse.http.handlers.errors.ErrorPages;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.mapping.MappingResult;
import dev.roundhouse.http.handlers.mapping.MappingResult.ListDirectory;
import dev.roundhouse.http.handlers.mapping.MappingResult.Redirect;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Serves the files of a {@link DocumentRoot} for GET and HEAD: complete, in parts, compressed, or as 304. A directory is served
 * in a few lines; {@link SiteHandler} has more options:
 *
 * <pre>{@code
 * try (DocumentRoot root = new DocumentRoot(Path.of("public"));
 *         FileHandler files = new FileHandler(root)) {
 *     Reply reply = files.handle(Request.get("www.example.org", "/index.html"));
 *     // a transport sends the reply
 * }
 * }</pre>
 *
 * <p>A request passes five steps:
 *
 * <ol>
 *   <li>map: which file its path leads to ({@link PathMapper});
 *   <li>look up: that file as it is now, from the cache or from disk ({@link FileFinder});
 *   <li>select: the representation that the client prefers ({@link CachedFile#select});
 *   <li>decide: what of it is sent, and why ({@link Decision});
 *   <li>render: the response ({@link ResponseRenderer}).
 * </ol>
 *
 * <p>A HEAD request takes the same steps as GET, opening the file included, so that both have the same headers (RFC 9110 §9.3.2);
 * the protocol engine omits the content, and closes it.
 */
public final class FileHandler implements ExplainingHandler, AutoCloseable {
    /** How often a file may change while it is read before the request fails. */
    private static final int MAX_ATTEMPTS = 10;

    private final PathMapper mapper;
    private final InstantSource clock;
    private final CodingPreference codingPreference;
    private final FileCache cache;
    private final FileFinder finder;
    private final ErrorPages errorPages;
    private final FailureResponder failures;
    private final ListingResponder listings;
    private final Handler methodFilter;
    private final Optional<BackgroundExecutor> ownExecutor;

    /** A handler for these files, with the default options and the system clock. */
    public FileHandler(DocumentRoot root) {
        this(root, FileOptions.DEFAULT, InstantSource.system());
    }

    /**
     * A handler for these files. The caller closes the root after the handler.
     *
     * @param clock the time of day
     */
    public FileHandler(DocumentRoot root, FileOptions options, InstantSource clock) {
        this(mapperOf(root), options, clock);
    }

    FileHandler(DocumentRoot root, FileOptions options, InstantSource clock, Executor background) {
        this(mapperOf(root), options, clock, background);
    }

    private static PathMapper mapperOf(DocumentRoot root) {
        return new PathMapper(MappingOptions.DEFAULT, root, List.of(), DocumentRoot::resolve);
    }

    FileHandler(PathMapper pathMapper, FileOptions options, InstantSource clock) {
        this(pathMapper, options, clock, BackgroundExecutor.forFiles());
    }

    private FileHandler(PathMapper pathMapper, FileOptions options, InstantSource clock, BackgroundExecutor executor) {
        this(pathMapper, options, clock, executor, Optional.of(executor));
    }

    /** @param background runs the hashing and compression of large files; it is not closed with this handler */
    FileHandler(PathMapper pathMapper, FileOptions options, InstantSource clock, Executor background) {
        this(pathMapper, options, clock, background, Optional.empty());
    }

    private FileHandler(
            PathMapper pathMapper,
            FileOptions options,
            InstantSource clock,
            Executor background,
            Optional<BackgroundExecutor> ownExecutor) {
        this.mapper = pathMapper;
        this.clock = clock;
        this.ownExecutor = ownExecutor;
        this.codingPreference =
                new CodingPreference(Stream.concat(options.precompressed().stream(), options.compressed().stream())
                        .distinct()
                        .toList());
        this.cache = FileCache.create(pathMapper.root(), options, clock, background);
        this.finder = new FileFinder(pathMapper, options, cache, clock);
        this.errorPages = new ErrorPages(pathMapper.root(), options);
        this.failures = new FailureResponder(errorPages, clock);
        this.listings = new ListingResponder(options, errorPages, failures, clock);
        Handler reading = this::serve;
        this.methodFilter = reading.limitedTo(Method.GET, Method.HEAD);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        if (!isRead(request)) {
            return rejectMethod(request);
        }
        try {
            return serve(request);
        } catch (IOException e) {
            return failures.respond(request, e);
        }
    }

    private static boolean isRead(Request request) {
        return request.method().equals(Method.GET) || request.isHeadRequest();
    }

    /** The text of the error response is no file, and no client may take it for another media type. */
    private Reply rejectMethod(Request request) throws IOException {
        return methodFilter
                .handle(request)
                .map(response -> response.with(HeaderPolicy.CONTENT_TYPE_OPTIONS, HeaderPolicy.NOSNIFF));
    }

    /** All steps, repeated when the file was changed in between. */
    private Reply serve(Request request) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            long nowMillis = clock.millis();
            Lookup lookup = finder.find(request, nowMillis);
            if (!(lookup instanceof CachedFile file)) {
                return respondWithoutFile(request, lookup, nowMillis);
            }
            Optional<Response> response = respond(request, file);
            if (response.isPresent()) {
                return response.get();
            }
            finder.remove(file);
        }
        throw new IOException("file changed on every attempt to read it");
    }

    private Optional<Response> respond(Request request, CachedFile file) throws IOException {
        Optional<Representation> selected = file.select(request, codingPreference, clock);
        if (selected.isEmpty()) {
            return Optional.empty();
        }
        Decision decision = Decision.of(request, selected.get(), codingPreference, clock);
        return ResponseRenderer.render(request, selected.get(), decision);
    }

    private Reply respondWithoutFile(Request request, Lookup lookup, long nowMillis) throws IOException {
        if (lookup instanceof UncachedLookup uncached) {
            MappingResult result = uncached.result();
            if (result instanceof Redirect redirect) {
                return BuiltInPages.redirect(redirect);
            }
            if (result instanceof ListDirectory list) {
                return listings.respond(request, list);
            }
            if (result instanceof MappingResult.BadRequest) {
                return BuiltInPages.BAD_REQUEST.forClient(request.headers());
            }
        }
        return errorPages.notFound(request.headers(), nowMillis);
    }

    /**
     * Explains how a GET or HEAD request is decided, without a response. Other methods are rejected before anything is decided,
     * so their explanation has no steps.
     *
     * @throws IOException when the files cannot be reached, or change meanwhile
     */
    @Override
    public Explanation explain(Request request) throws IOException {
        ExplanationBuilder explanation = new ExplanationBuilder(request);
        if (!isRead(request)) {
            return explanation.build();
        }
        long began = clock.millis();
        MappingResult result =
                mapper.with(DocumentRoot::resolveForExplanation).map(request, explanation.mappingTrace());
        explanation.addMapping(result);
        if (result instanceof ServeFile served) {
            explain(request, served, explanation, began);
        }
        return explanation.build();
    }

    private void explain(Request request, ServeFile served, ExplanationBuilder explanation, long began)
            throws IOException {
        PrecompressedSidecars sidecars = finder.sidecars(served);
        CachedFile file = finder.cached(served, sidecars, began);
        explanation.addVariants(served.fileName(), sidecars, file.compressionDecision());
        Representation selected = file.select(request, codingPreference, clock)
                .orElseThrow(() -> new IOException("the file changed during the lookup"));
        explanation.addSelection(selected, codingPreference.of(request.headers()));
        explanation.addDecision(selected, Decision.of(request, selected, codingPreference, clock));
    }

    /** Whether the root of the site has a file of this path. */
    boolean hasFile(UriPath path) throws IOException {
        return mapper.root().resolve(path) instanceof Resource.RegularFile;
    }

    /** Loads the libraries and opens the random devices that a later request would need. */
    void preload() {
        cache.loadCompressors();
        new SecureRandom().nextInt();
    }

    /**
     * Empties the cache, closes the files that are kept open, and ends the threads. Requests in progress finish. Later requests
     * are served without a cache, but no listings are built. Further calls have no effect.
     */
    @Override
    public void close() {
        listings.close();
        cache.close();
        ownExecutor.ifPresent(BackgroundExecutor::close);
    }
}
