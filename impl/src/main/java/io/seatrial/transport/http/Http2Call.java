package io.seatrial.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.seatrial.wire.OsErrors;
import org.jspecify.annotations.Nullable;

/** One stream of a client's connection: a request and its answer. On the connection's event loop. */
final class Http2Call extends ChannelInboundHandlerAdapter {

    private static final String BAD_STATUS = "answer without a status";

    private final Http2Link link;
    private final HttpSend send;
    private final Channel stream;
    private final int maxBodyBytes;
    private @Nullable ChannelFuture request;
    private @Nullable Answer answer;
    private @Nullable String reason;
    private boolean unprocessed;
    private boolean completed;
    private boolean finished;
    private boolean refused;

    Http2Call(Http2Link link, HttpSend send, Channel stream, int maxBodyBytes) {
        this.link = link;
        this.send = send;
        this.stream = stream;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Learns when the whole request has been written. */
    void sends(ChannelFuture whole) {
        request = whole;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (frame instanceof Http2HeadersFrame headers) {
                head(headers);
            } else if (frame instanceof Http2DataFrame data) {
                link.bodyCame(data.initialFlowControlledBytes());
                body(data);
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void head(Http2HeadersFrame frame) {
        int status = answer == null ? status(frame) : 0;
        if (status < 0) {
            broke(BAD_STATUS);
            return;
        }
        if (status >= 200) {
            answer = new Answer(status, true, maxBodyBytes);
        }
        if (frame.isEndStream()) {
            complete();
        }
    }

    private static int status(Http2HeadersFrame frame) {
        String status = String.valueOf(frame.headers().status());
        return status.matches("[1-9]\\d\\d") ? Integer.parseInt(status) : -1;
    }

    private void body(Http2DataFrame frame) {
        if (answer == null || !answer.add(frame.content())) {
            broke(answer == null ? BAD_STATUS : Answer.TOO_LARGE);
        } else if (frame.isEndStream()) {
            complete();
        }
    }

    private void complete() {
        if (answer == null) {
            broke(BAD_STATUS);
            return;
        }
        completed = true;
        if (request == null || request.isDone()) {
            finish(); // before its caller hears of it, so that the next request finds the stream free
        } else { // the rest of it will not come
            stream.write(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
        }
        send.answered(answer.status(), answer.body());
        stream.close();
    }

    private void finish() {
        if (!finished) {
            finished = true;
            send.call = null;
            link.finish(send);
        }
    }

    /** Stops the stream because its request has ended. */
    void stop() {
        stream.close();
    }

    /** The request was not written, and will not be. */
    void refused(String why) {
        unprocessed = true;
        refused = true;
        broke(why);
    }

    /** The stream cannot go on. */
    void broke(String why) {
        failed(why);
        stream.close();
    }

    private void failed(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset) {
            refused = reset.errorCode() == Http2Error.REFUSED_STREAM.code();
            unprocessed |= refused;
            failed("stream reset by peer: " + named(reset.errorCode()));
        } else if (event instanceof Http2GoAwayFrame goAway) {
            unprocessed = true; // told to the streams that the peer has not looked at
            failed("connection closed by peer before it processed the request");
            goAway.release();
        }
    }

    private static String named(long code) {
        Http2Error known = Http2Error.valueOf(code);
        return known == null ? "error " + code : known.name();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broke(OsErrors.text(cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        String why = reason == null ? link.reasonOfEnd() : reason;
        if (unprocessed && !completed && !send.isEnded()) {
            send.call = null;
            link.handBack(send, link.origin().unprocessed(send, why, refused));
            return;
        }
        if (!completed && answer != null) {
            send.failBrokenOff(why);
        } else if (!completed) {
            send.failBroken(why);
        }
        finish();
    }
}
