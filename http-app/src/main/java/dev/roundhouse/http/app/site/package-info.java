/**
 * What is served: the options that say so, by theme, and the handler that is made of them.
 *
 * <p>{@link dev.roundhouse.http.app.site.RootOptions} say where files are, {@link dev.roundhouse.http.app.site.PageOptions} which
 * path leads to which of them, {@link dev.roundhouse.http.app.site.ContentOptions} how they are sent, and
 * {@link dev.roundhouse.http.app.site.HeaderOptions} what answers carry besides. {@link dev.roundhouse.http.app.site.SiteConfig} puts
 * them together.
 */
package dev.roundhouse.http.app.site;
