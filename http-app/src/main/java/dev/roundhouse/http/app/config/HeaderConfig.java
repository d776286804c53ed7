package dev.roundhouse.http.app.config;

import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import java.util.Optional;

/**
 * The response headers in addition to those of the content.
 *
 * @param policy the headers by the path of the file
 * @param cors which origins may read responses; empty for none
 */
public record HeaderConfig(HeaderPolicy policy, Optional<CorsPolicy> cors) {}
