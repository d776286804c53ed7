/** Handlers that answer requests, over any transport. The template engine gives its module a name, but no description. */
@SuppressWarnings("requires-automatic")
module dev.roundhouse.http.handlers {
    requires transitive dev.roundhouse.http.protocol;
    requires gg.jte.runtime;
    requires org.slf4j;
    requires static com.aayushatharva.brotli4j;
    requires static com.github.luben.zstd_jni;

    exports dev.roundhouse.http.handlers;
    exports dev.roundhouse.http.handlers.coding;
    exports dev.roundhouse.http.handlers.content;
    exports dev.roundhouse.http.handlers.files;
    exports dev.roundhouse.http.handlers.headers;
    exports dev.roundhouse.http.handlers.mapping;
    exports dev.roundhouse.http.handlers.options;
}
