package dev.roundhouse.benchmarks;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.stream.ChunkedFile;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Date;

/** Serves files as Netty's example does: a file region, If-Modified-Since, keep-alive; no ranges. */
final class NettyFiles extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Path root;

    NettyFiles(Path root) {
        this.root = root;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) throws IOException {
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (!head && !request.method().equals(HttpMethod.GET)) {
            respond(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED);
            return;
        }
        Path path = root.resolve("." + QueryStringDecoder.decodeComponent(rawPath(request))).normalize();
        if (!path.startsWith(root) || !path.toFile().isFile()) {
            respond(context, request, HttpResponseStatus.NOT_FOUND);
            return;
        }
        long modified = path.toFile().lastModified() / 1000;
        if (modified == since(request)) {
            respond(context, request, HttpResponseStatus.NOT_MODIFIED);
            return;
        }
        send(context, request, path, modified, head);
    }

    private static String rawPath(FullHttpRequest request) {
        return new QueryStringDecoder(request.uri()).rawPath();
    }

    /** The second that If-Modified-Since names, or -1. */
    private static long since(FullHttpRequest request) {
        String text = request.headers().get(HttpHeaderNames.IF_MODIFIED_SINCE);
        Date date = text == null ? null : DateFormatter.parseHttpDate(text);
        return date == null ? -1 : date.getTime() / 1000;
    }

    private static void send(
            ChannelHandlerContext context, FullHttpRequest request, Path path, long modified, boolean head)
            throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        long length = file.length();
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setContentLength(response, length);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream")
                .set(HttpHeaderNames.LAST_MODIFIED, DateFormatter.format(new Date(modified * 1000)));
        common(request, response);
        context.write(response);
        if (head) {
            file.close();
        } else if (context.pipeline().get(ChunkedWriteHandler.class) != null) {
            // Closes the file at its end, and writes the last content. The example has chunks of 8 KiB.
            finish(context, request, context.writeAndFlush(new HttpChunkedInput(new ChunkedFile(file, 0, length, 65536))));
            return;
        } else {
            // The region closes the file when it is released.
            context.write(new DefaultFileRegion(file.getChannel(), 0, length));
        }
        finish(context, request, context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    private static void respond(ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status) {
        HttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        if (!status.equals(HttpResponseStatus.NOT_MODIFIED)) {
            HttpUtil.setContentLength(response, 0);
        }
        common(request, response);
        finish(context, request, context.writeAndFlush(response));
    }

    private static void common(FullHttpRequest request, HttpResponse response) {
        response.headers().set(HttpHeaderNames.DATE, DateFormatter.format(new Date()));
        HttpUtil.setKeepAlive(response, HttpUtil.isKeepAlive(request));
    }

    private static void finish(ChannelHandlerContext context, FullHttpRequest request, ChannelFuture sent) {
        if (!HttpUtil.isKeepAlive(request)) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
