package dev.roundhouse.http.app.config;

/**
 * What is served.
 *
 * @param roots where the files are
 * @param pages which path leads to which file
 * @param content how files are sent
 * @param headers the response headers in addition to those of the content
 */
public record SiteConfig(RootConfig roots, PageConfig pages, ContentConfig content, HeaderConfig headers) {}
