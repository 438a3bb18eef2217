package example.grpc;

import io.seatrial.testkit.junit.PlaneConformance;
import io.seatrial.testkit.spi.PlaneUnderTest;

class GrpcPlaneConformanceTest extends PlaneConformance {

    @Override
    protected PlaneUnderTest plane() {
        return new GrpcPlane();
    }
}
