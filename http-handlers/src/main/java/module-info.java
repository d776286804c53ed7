/** Handlers that answer requests, over any transport. */
module dev.roundhouse.http.handlers {
    requires transitive dev.roundhouse.http.protocol;
    requires org.slf4j;
    requires static com.aayushatharva.brotli4j;
    requires static com.github.luben.zstd_jni;

    exports dev.roundhouse.http.handlers;
}
