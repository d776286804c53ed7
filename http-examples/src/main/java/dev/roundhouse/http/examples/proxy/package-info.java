/**
 * A reverse proxy, also for servers with HTTPS, on the client role of the engine: {@link dev.roundhouse.http.examples.proxy.ReverseProxy} is the handler.
 * Requests and responses are streamed with back-pressure: neither side can make the proxy collect bytes without limit.
 */
package dev.roundhouse.http.examples.proxy;
