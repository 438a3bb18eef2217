package io.seatrial.io;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.ThreadFactory;

/** Which of Netty's socket implementations carries the bytes. */
public enum SocketTransport {
    /** Java's selectors; everywhere. */
    NIO {
        @Override
        IoHandlerFactory ioHandler() {
            return NioIoHandler.newFactory();
        }

        @Override
        Class<? extends Channel> clientChannel() {
            return NioSocketChannel.class;
        }

        @Override
        Class<? extends ServerChannel> serverChannel() {
            return NioServerSocketChannel.class;
        }
    },

    /** Linux's epoll through Netty's native library: cheaper for many short connections. */
    EPOLL {
        @Override
        IoHandlerFactory ioHandler() {
            return EpollIoHandler.newFactory();
        }

        @Override
        Class<? extends Channel> clientChannel() {
            return EpollSocketChannel.class;
        }

        @Override
        Class<? extends ServerChannel> serverChannel() {
            return EpollServerSocketChannel.class;
        }
    };

    abstract IoHandlerFactory ioHandler();

    abstract Class<? extends Channel> clientChannel();

    abstract Class<? extends ServerChannel> serverChannel();

    EventLoopGroup newGroup(int threads, ThreadFactory threadFactory) {
        return new MultiThreadIoEventLoopGroup(threads, threadFactory, ioHandler());
    }

    /**
     * Returns the implementation to take where nothing speaks for another: NIO. Epoll of Netty 4.2.18 loses a channel whose peer has
     * half-closed: once there is nothing to read it is taken out of the set, and the first write that must wait fails on it. In the ack
     * round trip the two are within the noise of each other.
     */
    public static SocketTransport best() {
        return NIO;
    }
}
