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

/**
 * A whole site: one directory at the top, others mounted below, and everything that {@link SiteOptions} say about them, put
 * together once.
 */
public final class SiteHandler implements ExplainingHandler {
    private final FileHandler files;
    private final boolean answersPreflights;
    private final Handler handler;

    /**
     * The site of these directories.
     *
     * @param clock the time of day, which also stamps {@code Date}
     * @throws IOException when one of them is no directory now
     */
    public SiteHandler(Path top, List<Mount> mounts, SiteOptions options, InstantSource clock) throws IOException {
        this(top, mounts, options, clock, BackgroundExecutor.create());
    }

    /**
     * The site of these directories.
     *
     * @param clock the time of day, which also stamps {@code Date}
     * @param background runs what takes long and for which no request waits: hashing and compressing of large files
     * @throws IOException when one of them is no directory now
     */
    public SiteHandler(Path top, List<Mount> mounts, SiteOptions options, InstantSource clock, Executor background)
            throws IOException {
        DescriptorBudget budget = new DescriptorBudget(options.openFiles());
        this.files = new FileHandler(createMapper(top, mounts, options, budget), options.files(), clock, background);
        this.answersPreflights = options.cors().isPresent();
        this.handler = options.cors()
                .<Handler>map(policy -> new CorsHandler(policy, files))
                .orElse(files);
    }

    private static PathMapper createMapper(Path top, List<Mount> mounts, SiteOptions options, DescriptorBudget budget)
            throws IOException {
        List<MountedRoot> roots = new ArrayList<>();
        for (Mount mount : mounts) {
            roots.add(new MountedRoot(mount.prefix(), openRoot(mount.directory(), options, budget)));
        }
        return new PathMapper(options.mapping(), openRoot(top, options, budget), roots, DocumentRoot::resolve);
    }

    private static DocumentRoot openRoot(Path directory, SiteOptions options, DescriptorBudget budget)
            throws IOException {
        return new DocumentRoot(
                directory, options.symlinks(), options.mapping().dotfiles(), options.openDirectories(), budget);
    }

    /**
     * Whether the directory at the top has a file of this path that may be read and served.
     *
     * @throws IOException when the directory cannot be reached
     */
    public boolean hasFile(UriPath path) throws IOException {
        return files.hasFile(path);
    }

    /**
     * Loads now what the first request that needs it would load, which takes descriptors: libraries that compress, and the
     * source of random numbers. Worth its time where descriptors may run out.
     */
    public void preload() {
        files.preload();
    }

    @Override
    public Explanation explain(Request request) throws IOException {
        return answersPreflights && CorsPolicy.isPreflight(request)
                ? Explanation.of(
                        "preflight", "answered by the policy for other origins, without a look at any file, 204")
                : files.explain(request);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return handler.handle(request);
    }
}
