/** Handlers that serve files over any transport. */
// requires-automatic: the template engine has an automatic module name and no module descriptor.
@SuppressWarnings("requires-automatic")
module dev.roundhouse.http.handlers {
    requires transitive dev.roundhouse.http.protocol;
    requires dev.roundhouse.http.json;
    requires gg.jte.runtime;
    requires org.slf4j;
    requires static com.aayushatharva.brotli4j;
    requires static com.github.luben.zstd_jni;

    exports dev.roundhouse.http.handlers;
    exports dev.roundhouse.http.handlers.coding;
    exports dev.roundhouse.http.handlers.files;
    exports dev.roundhouse.http.handlers.headers;
    exports dev.roundhouse.http.handlers.https;
    exports dev.roundhouse.http.handlers.logging;
    exports dev.roundhouse.http.handlers.options;
    exports dev.roundhouse.http.handlers.syntax;
}
