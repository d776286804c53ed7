package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.config.SiteConfig;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Opens the directories of a site and creates its handler. */
public final class SiteOpener {
    private final SiteConfig site;
    private final boolean isLoopback;

    /**
     * An opener of a site.
     *
     * @param isLoopback whether only this machine can connect
     */
    public SiteOpener(SiteConfig site, boolean isLoopback) {
        this.site = site;
        this.isLoopback = isLoopback;
    }

    /**
     * Opens the site for a server.
     *
     * @param plan how many descriptors the site may use
     * @param isShuttingDown whether the server is shutting down
     * @throws StartupException if the site cannot be served
     */
    public OpenSite open(DescriptorPlan plan, BooleanSupplier isShuttingDown) {
        SiteOptions options = SiteOptionsFactory.of(site, isLoopback, plan);
        SiteHandler files = create(() ->
                new SiteHandler(site.roots().directory(), site.roots().mounts(), options, InstantSource.system()));
        if (plan.isTight()) {
            files.preload();
        }
        return withHealth(files, isShuttingDown);
    }

    /**
     * Opens the site for a dry run: what a server does in the background is done at once, so that the first response is the one
     * that a repeated request gets.
     *
     * @throws StartupException if the site cannot be served
     */
    public OpenSite openForDryRun() {
        SiteOptions options = SiteOptionsFactory.of(site, isLoopback, DescriptorPlan.UNLIMITED);
        SiteHandler files = create(() -> new SiteHandler(
                site.roots().directory(), site.roots().mounts(), options, InstantSource.system(), Runnable::run));
        return withHealth(files, () -> false);
    }

    private OpenSite withHealth(SiteHandler files, BooleanSupplier isShuttingDown) {
        Optional<String> path = site.roots().healthPath();
        return new OpenSite(
                files,
                path.isPresent()
                        ? handler -> new HealthHandler(path.get(), isShuttingDown, handler)
                        : UnaryOperator.identity());
    }

    /** Creates a handler if its directories exist. */
    @FunctionalInterface
    private interface SiteHandlerSupplier {
        SiteHandler create() throws IOException;
    }

    private SiteHandler create(SiteHandlerSupplier supplier) {
        RootCheck.ofThisProcess(site.roots().symlinks()).check(site.roots());
        try {
            SiteHandler handler = supplier.create();
            requireSpaFileOrClose(handler);
            return handler;
        } catch (IOException failed) {
            throw new StartupException("Cannot serve a directory: " + failed, failed);
        } catch (IllegalArgumentException contradictory) {
            throw new StartupException(contradictory.getMessage(), contradictory);
        }
    }

    private void requireSpaFileOrClose(SiteHandler handler) throws IOException {
        try {
            requireSpaFile(handler);
        } catch (IOException | RuntimeException e) {
            handler.close();
            throw e;
        }
    }

    /** Without its file, a single-page application would respond with 404 to every path. */
    private void requireSpaFile(SiteHandler handler) throws IOException {
        Optional<UriPath> spaFile = site.pages().spaFile();
        if (spaFile.isPresent() && !handler.hasFile(spaFile.get())) {
            throw new StartupException("File "
                    + String.join("/", spaFile.get().segments()) + " does not exist in "
                    + site.roots().directory()
                    + " or cannot be served; set --spa to an existing file, or --spa=false");
        }
    }
}
