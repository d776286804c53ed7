package dev.roundhouse.benchmarks;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

/** Vert.x Web with its static handler, which remembers the properties of files. Arguments: directory, port. */
public final class Vertx {
    private Vertx() {}

    public static void main(String[] args) {
        io.vertx.core.Vertx vertx = io.vertx.core.Vertx.vertx();
        Router router = Router.router(vertx);
        router.route().handler(StaticHandler.create(FileSystemAccess.ROOT, args[0]));
        vertx.createHttpServer().requestHandler(router).listen(Integer.parseInt(args[1]), "127.0.0.1").await();
    }
}
