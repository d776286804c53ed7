package dev.roundhouse.http.handlers;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole site: one directory at the top, others mounted below, and everything that {@link SiteOptions} say about them, put
 * together once.
 */
public final class SiteHandler implements Handler {
    private final Mapping<DocumentRoot> mapping;
    private final Handler answering;

    /**
     * The site of these directories.
     *
     * @param clock the time of day, which also stamps {@code Date}
     * @throws IOException when one of them is no directory now
     */
    public SiteHandler(Path top, List<Mount<Path>> mounts, SiteOptions options, InstantSource clock)
            throws IOException {
        this.mapping = mapping(top, mounts, options);
        Handler files = new FileHandler(mapping, options.files(), clock, Background.thread());
        this.answering = options.cors()
                .<Handler>map(policy -> new CorsHandler(policy, files))
                .orElse(files);
    }

    private static Mapping<DocumentRoot> mapping(Path top, List<Mount<Path>> mounts, SiteOptions options)
            throws IOException {
        List<Mount<DocumentRoot>> roots = new ArrayList<>();
        for (Mount<Path> mount : mounts) {
            roots.add(new Mount<>(mount.prefix(), root(mount.root(), options)));
        }
        return new Mapping<>(options.mapping(), root(top, options), roots, DocumentRoot::resolve);
    }

    private static DocumentRoot root(Path directory, SiteOptions options) throws IOException {
        return new DocumentRoot(directory, options.symlinks(), options.mapping().dotfiles());
    }

    /** The decision that is made for each request, for whoever wants to know why it comes out as it does. */
    public Mapping<DocumentRoot> mapping() {
        return mapping;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return answering.handle(request);
    }
}
