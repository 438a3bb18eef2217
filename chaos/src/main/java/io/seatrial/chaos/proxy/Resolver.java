package io.seatrial.chaos.proxy;

import io.netty.util.NetUtil;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Turns the text of an address into addresses, IPv4 first. Names are looked up elsewhere, for that blocks. */
final class Resolver {

    private final Executor blocking;

    Resolver(Executor blocking) {
        this.blocking = blocking;
    }

    CompletionStage<List<InetSocketAddress>> resolve(String text) {
        HostPort parsed;
        try {
            parsed = HostPort.parse(text);
        } catch (ProxyException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (parsed.host().isEmpty()) {
            return CompletableFuture.completedFuture(List.of(new InetSocketAddress(parsed.port())));
        }
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(parsed.host());
        if (literal != null) {
            return CompletableFuture.completedFuture(List.of(new InetSocketAddress(literal, parsed.port())));
        }
        return CompletableFuture.supplyAsync(() -> lookUp(parsed), blocking);
    }

    private static List<InetSocketAddress> lookUp(HostPort parsed) {
        try {
            return Arrays.stream(InetAddress.getAllByName(parsed.host()))
                    .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                    .map(address -> new InetSocketAddress(address, parsed.port()))
                    .toList();
        } catch (UnknownHostException e) {
            throw new ProxyException(Problem.ADDRESS, "lookup " + parsed.host() + ": no such host");
        }
    }
}
