package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.SiteConfig;
import dev.roundhouse.http.cli.OptionGroup;
import java.util.List;

/** The option groups of a site. */
final class SiteOptionGroups {
    private final RootOptions roots = new RootOptions();
    private final PageOptions pages = new PageOptions();
    private final ContentOptions content = new ContentOptions();
    private final HeaderOptions headers = new HeaderOptions();

    /** The groups in the order of the help. */
    List<OptionGroup> groups() {
        return List.of(roots, pages, content, headers);
    }

    /** The values, after the command line has been parsed. */
    SiteConfig config() {
        return new SiteConfig(roots.config(), pages.config(), content.config(), headers.config());
    }
}
