package dev.roundhouse.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Netty with a file handler as in its own example, on the plain NIO transport. Arguments: directory, port, and for TLS a PKCS#12 file.
 * With -Dhttp2=true also HTTP/2 over TLS, and HTTP/2 alone in clear text.
 */
public final class Netty {
    private Netty() {}

    public static void main(String[] args) throws InterruptedException {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        SSLContext tls = args.length > 2 ? TlsContext.of(args[2]) : null;
        boolean http2 = Boolean.getBoolean("http2");
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        ChannelPipeline pipeline = channel.pipeline();
                        if (tls != null && http2) {
                            pipeline.addLast(NettyHttp2.tls(tls).newHandler(channel.alloc()), negotiation(root));
                        } else if (http2) {
                            NettyHttp2.add(pipeline, root);
                        } else {
                            addHttp1(pipeline, root, tls);
                        }
                    }
                })
                .bind("127.0.0.1", Integer.parseInt(args[1]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    private static void addHttp1(ChannelPipeline pipeline, Path root, SSLContext tls) {
        if (tls != null) {
            SSLEngine engine = tls.createSSLEngine();
            engine.setUseClientMode(false);
            pipeline.addLast(new SslHandler(engine));
        }
        pipeline.addLast(new HttpServerCodec());
        pipeline.addLast(new HttpObjectAggregator(65536));
        if (tls != null) {
            pipeline.addLast(new ChunkedWriteHandler());
        }
        pipeline.addLast(new NettyFiles(root));
    }

    private static ApplicationProtocolNegotiationHandler negotiation(Path root) {
        return new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
            @Override
            protected void configurePipeline(ChannelHandlerContext context, String protocol) {
                ChannelPipeline pipeline = context.pipeline();
                if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                    NettyHttp2.add(pipeline, root);
                } else {
                    pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(65536));
                    pipeline.addLast(new ChunkedWriteHandler(), new NettyFiles(root));
                }
            }
        };
    }
}
