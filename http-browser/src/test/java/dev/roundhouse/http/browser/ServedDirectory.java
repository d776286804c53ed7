package dev.roundhouse.http.browser;

import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A directory, served with listings on a free port. */
final class ServedDirectory implements AutoCloseable {
    private final SiteHandler site;
    private final Listener listener;

    ServedDirectory(Path directory, Transport transport) throws IOException {
        MappingOptions usual = MappingOptions.DEFAULT;
        MappingOptions mapping = new MappingOptions(
                usual.basePath(), usual.indexFiles(), usual.cleanUrls(), usual.spa(), usual.dotfiles(), true);
        site = new SiteHandler(directory, List.of(), SiteOptions.DEFAULT.withMapping(mapping), InstantSource.system());
        listener = transport.start(
                Service.of(site), TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    /** The URL of a path. */
    String url(String path) {
        return "http://127.0.0.1:" + listener.port() + path;
    }

    @Override
    public void close() {
        listener.close();
        site.close();
    }
}
