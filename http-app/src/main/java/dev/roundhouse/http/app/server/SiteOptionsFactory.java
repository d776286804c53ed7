package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.config.ContentConfig;
import dev.roundhouse.http.app.config.PageConfig;
import dev.roundhouse.http.app.config.RootConfig;
import dev.roundhouse.http.app.config.SiteConfig;
import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.handlers.headers.HeaderProvider;
import dev.roundhouse.http.handlers.headers.MediaTypes;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;

/** Translates the configuration of a site into the options of its handler. */
final class SiteOptionsFactory {
    private SiteOptionsFactory() {}

    /**
     * The options of a site.
     *
     * @param isLoopback whether only this machine can connect
     * @param plan how many descriptors files and directories may use
     */
    static SiteOptions of(SiteConfig site, boolean isLoopback, DescriptorPlan plan) {
        return new SiteOptions(
                mapping(site.roots(), site.pages(), isLoopback),
                site.roots().symlinks(),
                files(site.content(), site.headers().policy()),
                site.headers().cors(),
                plan.directories(),
                plan.files());
    }

    private static MappingOptions mapping(RootConfig roots, PageConfig pages, boolean isLoopback) {
        return new MappingOptions(
                roots.basePath(),
                pages.indexFiles(),
                pages.hasCleanUrls(),
                pages.spaFile(),
                roots.dotfiles(),
                pages.hasListing(isLoopback));
    }

    private static FileOptions files(ContentConfig content, HeaderProvider headers) {
        return new FileOptions(
                mediaTypes(content),
                content.entityTags(),
                content.precompressed(),
                content.compressed(),
                content.cacheBytes().orElse(FileOptions.DEFAULT.cacheBytes()),
                headers);
    }

    private static MediaTypes mediaTypes(ContentConfig content) {
        MediaTypes table = content.hasCharset()
                ? MediaTypes.standard()
                : MediaTypes.standard().withoutCharset();
        for (String rule : content.mediaTypes()) {
            table = table.with(rule);
        }
        for (String rule : content.contentCodings()) {
            table = table.withCoding(rule);
        }
        return table;
    }
}
