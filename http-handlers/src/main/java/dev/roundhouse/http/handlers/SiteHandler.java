package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.files.DescriptorBudget;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.headers.CorsHandler;
import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.mapping.MountedRoot;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.options.Mount;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Serves a site: a root directory, others mounted below it, and everything that {@link SiteOptions} configure. With a transport,
 * a directory is served so:
 *
 * <pre>{@code
 * InetSocketAddress address = new InetSocketAddress("localhost", 8080);
 * try (SiteHandler site =
 *                 new SiteHandler(Path.of("public"), List.of(), SiteOptions.DEFAULT, InstantSource.system());
 *         Listener listener = new NioTransport().start(Service.of(site), TransportSettings.at(address))) {
 *     Thread.currentThread().join();
 * }
 * }</pre>
 *
 * <p>The directories are opened by the constructor, and closed by {@link #close()}.
 */
public final class SiteHandler implements ExplainingHandler, AutoCloseable {
    private final List<DocumentRoot> roots = new ArrayList<>();
    private final FileHandler files;
    private final boolean respondsToPreflights;
    private final Handler handler;

    /**
     * Opens the directories of a site.
     *
     * @param root the directory of the paths that are not below a mount
     * @param clock the time of day
     * @throws IOException when one of the directories does not exist, or cannot be read
     */
    public SiteHandler(Path root, List<Mount> mounts, SiteOptions options, InstantSource clock) throws IOException {
        this(root, mounts, options, mapper -> new FileHandler(mapper, options.files(), clock));
    }

    /**
     * Opens the directories of a site.
     *
     * @param root the directory of the paths that are not below a mount
     * @param clock the time of day
     * @param background runs the hashing and compression of large files; it is not closed with this handler
     * @throws IOException when one of the directories does not exist, or cannot be read
     */
    public SiteHandler(Path root, List<Mount> mounts, SiteOptions options, InstantSource clock, Executor background)
            throws IOException {
        this(root, mounts, options, mapper -> new FileHandler(mapper, options.files(), clock, background));
    }

    private SiteHandler(
            Path root, List<Mount> mounts, SiteOptions options, Function<PathMapper, FileHandler> createHandler)
            throws IOException {
        this.files = createHandler.apply(openMapper(root, mounts, options));
        this.respondsToPreflights = options.cors().isPresent();
        this.handler = options.cors()
                .<Handler>map(policy -> new CorsHandler(policy, files))
                .orElse(files);
    }

    private PathMapper openMapper(Path root, List<Mount> mounts, SiteOptions options) throws IOException {
        DescriptorBudget budget = new DescriptorBudget(options.openFiles());
        boolean isOpen = false;
        try {
            List<MountedRoot> mountedRoots = new ArrayList<>();
            for (Mount mount : mounts) {
                mountedRoots.add(new MountedRoot(mount.prefix(), openRoot(mount.directory(), options, budget)));
            }
            PathMapper mapper = new PathMapper(
                    options.mapping(), openRoot(root, options, budget), mountedRoots, DocumentRoot::resolve);
            isOpen = true;
            return mapper;
        } finally {
            if (!isOpen) {
                closeRoots();
            }
        }
    }

    private DocumentRoot openRoot(Path directory, SiteOptions options, DescriptorBudget budget) throws IOException {
        DocumentRoot root = new DocumentRoot(
                directory, options.symlinks(), options.mapping().dotfiles(), options.openDirectories(), budget);
        roots.add(root);
        return root;
    }

    /**
     * Whether the root directory has a file of this path that may be read and served.
     *
     * @throws IOException when the directory cannot be reached
     */
    public boolean hasFile(UriPath path) throws IOException {
        return files.hasFile(path);
    }

    /**
     * Loads the compression libraries and opens the random devices, which otherwise happens with the first request that needs
     * them. Call it where file descriptors may run out later.
     */
    public void preload() {
        files.preload();
    }

    @Override
    public Explanation explain(Request request) throws IOException {
        return respondsToPreflights && CorsPolicy.isPreflight(request)
                ? Explanation.of("preflight", "204: CORS preflight, no file is looked up")
                : files.explain(request);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return handler.handle(request);
    }

    /**
     * Releases the cached files, the directories that are held open, and the threads. Requests in progress finish. Later requests
     * are served without a cache, but no listings are built. Further calls have no effect.
     */
    @Override
    public void close() {
        files.close();
        closeRoots();
    }

    private void closeRoots() {
        roots.forEach(DocumentRoot::close);
    }
}
