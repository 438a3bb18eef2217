package example.grpc;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import java.net.InetSocketAddress;

/**
 * An address taken apart: {@code 127.0.0.1:41873/seat/demo/echo/1a2b}.
 *
 * @param socket where to connect
 * @param path the endpoint
 */
record Target(InetSocketAddress socket, String path) {

    static Target of(InstanceAddress address) {
        if (!address.mode().equals(GrpcPlane.GRPC)) {
            throw new PlaneException.PlaneMismatch(
                    "the address " + address + " belongs to " + address.mode().name() + ", this client to grpc");
        }
        String value = address.value();
        int slash = value.indexOf('/');
        int colon = slash < 0 ? -1 : value.lastIndexOf(':', slash);
        if (colon < 0) {
            throw new PlaneException.InvalidRequest("'" + value + "' is not host:port/endpoint", null);
        }
        int port = Integer.parseInt(value.substring(colon + 1, slash));
        return new Target(new InetSocketAddress(value.substring(0, colon), port), value.substring(slash + 1));
    }
}
