package dev.roundhouse.http.app.site;

import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.app.options.DescriptorPlan;
import dev.roundhouse.http.handlers.Mount;
import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What is served, as it was asked for.
 *
 * @param roots where the files are
 * @param pages which path leads to which file
 * @param content how files are sent
 * @param fields what answers carry besides
 */
public record Site(RootOptions roots, PageOptions pages, ContentOptions content, FieldOptions fields) {
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
                content.files(fields.fields()),
                fields.cors(),
                plan.directories(),
                plan.files());
    }

    /** The same, with as many descriptors as the system allows. */
    SiteHandler files(boolean local) {
        return files(local, DescriptorPlan.UNLIMITED);
    }

    /**
     * The handler of the files.
     *
     * @param local whether only this machine can see the site
     * @param plan how many descriptors it may take
     * @throws StartException when it cannot be served
     */
    SiteHandler files(boolean local, DescriptorPlan plan) {
        return made(
                () -> new SiteHandler(roots.directory(), roots.mounts(), options(local, plan), InstantSource.system()));
    }

    /**
     * The handler of the files, which does at once what else it would do aside: it answers as it does to whoever asks
     * again.
     *
     * @param local whether only this machine can see the site
     * @throws StartException when it cannot be served
     */
    public SiteHandler rehearsed(boolean local) {
        return made(() -> new SiteHandler(
                roots.directory(), roots.mounts(), options(local), InstantSource.system(), Runnable::run));
    }

    /** Makes a handler, if its directories are there. */
    @FunctionalInterface
    private interface Making {
        SiteHandler make() throws IOException;
    }

    private SiteHandler made(Making making) {
        try {
            return making.make();
        } catch (IOException missing) {
            throw missing(missing);
        } catch (IllegalArgumentException contradictory) {
            throw new StartException(contradictory.getMessage(), contradictory);
        }
    }

    /**
     * The handler of all that is served.
     *
     * @param local whether only this machine can see the site
     * @param plan how many descriptors it may take
     * @param ending whether the server ends
     * @throws StartException when it cannot be served
     */
    public Handler handler(boolean local, DescriptorPlan plan, BooleanSupplier ending) {
        SiteHandler files = files(local, plan);
        if (plan.isTight()) {
            files.preload();
        }
        return roots.healthPath()
                .<Handler>map(path -> new HealthHandler(path, ending, files))
                .orElse(files);
    }

    private StartException missing(IOException reason) {
        Optional<Path> mount = roots.mounts().stream()
                .map(Mount::root)
                .filter(directory -> !Files.isDirectory(directory))
                .findFirst();
        boolean top = !Files.isDirectory(roots.directory());
        Path directory = top ? roots.directory() : mount.orElse(roots.directory());
        return new StartException(
                "There is no directory " + directory + " to serve; give " + (top ? "--directory" : "--mount")
                        + " one that exists.",
                reason);
    }
}
