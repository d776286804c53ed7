package dev.roundhouse.http.app.site;

import dev.roundhouse.http.app.options.DescriptorPlan;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.handlers.ExplainingHandler;
import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.handlers.SiteOptions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * What is served, as it was asked for.
 *
 * @param roots where the files are
 * @param pages which path leads to which file
 * @param content how files are sent
 * @param fields what answers carry besides
 */
public record SiteConfig(RootOptions roots, PageOptions pages, ContentOptions content, HeaderOptions fields) {
    /** The same, with as many descriptors as the system allows. */
    public SiteOptions options(boolean local) {
        return options(local, DescriptorPlan.UNLIMITED);
    }

    /**
     * All of it in the terms of the handlers.
     *
     * @param local whether only this machine can see the site
     * @param plan how many descriptors files and directories may take
     */
    SiteOptions options(boolean local, DescriptorPlan plan) {
        return new SiteOptions(
                pages.mapping(roots, local),
                roots.symlinks(),
                content.files(fields.headerPolicy()),
                fields.cors(),
                plan.directories(),
                plan.files());
    }

    /** The same, with as many descriptors as the system allows. */
    SiteHandler siteHandler(boolean local) {
        return siteHandler(local, DescriptorPlan.UNLIMITED);
    }

    /**
     * The handler of all that is served.
     *
     * @param local whether only this machine can see the site
     * @param plan how many descriptors it may take
     * @param ending whether the server ends
     * @throws StartupException when it cannot be served
     */
    public ExplainingHandler handler(boolean local, DescriptorPlan plan, BooleanSupplier ending) {
        SiteHandler files = siteHandler(local, plan);
        if (plan.isTight()) {
            files.preload();
        }
        return withHealth(files, ending);
    }

    /**
     * The same handler, except that it does at once what else it would do aside: it answers as it does to whoever asks again.
     *
     * @param local whether only this machine can see the site
     * @throws StartupException when it cannot be served
     */
    public ExplainingHandler dryRunHandler(boolean local) {
        return withHealth(
                create(() -> new SiteHandler(
                        roots.directory(), roots.mounts(), options(local), InstantSource.system(), Runnable::run)),
                () -> false);
    }

    /** The handler of the files alone. */
    private SiteHandler siteHandler(boolean local, DescriptorPlan plan) {
        return create(
                () -> new SiteHandler(roots.directory(), roots.mounts(), options(local, plan), InstantSource.system()));
    }

    private ExplainingHandler withHealth(SiteHandler files, BooleanSupplier ending) {
        return roots.healthPath()
                .<ExplainingHandler>map(path -> new HealthHandler(path, ending, files))
                .orElse(files);
    }

    /** Makes a handler, if its directories are there. */
    @FunctionalInterface
    private interface SiteHandlerSupplier {
        SiteHandler create() throws IOException;
    }

    private SiteHandler create(SiteHandlerSupplier siteHandlerSupplier) {
        RootCheck.ofThisProcess(roots.symlinks()).check(roots);
        try {
            SiteHandler handler = siteHandlerSupplier.create();
            requireApplication(handler);
            return handler;
        } catch (IOException gone) {
            throw new StartupException("A directory cannot be served any more: " + gone, gone);
        } catch (IllegalArgumentException contradictory) {
            throw new StartupException(contradictory.getMessage(), contradictory);
        }
    }

    /** Without its file the application would be 404 at every path. */
    private void requireApplication(SiteHandler handler) throws IOException {
        if (pages.spa().isPresent() && !handler.hasFile(pages.spa().get())) {
            throw new StartupException("There is no file "
                    + String.join("/", pages.spa().get().segments()) + " below " + roots.directory()
                    + " that may be read and served; give --spa=FILE the path of one, or --spa=false");
        }
    }
}
