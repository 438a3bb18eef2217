package example.rsocket;

import io.seatrial.testkit.junit.PlaneConformance;
import io.seatrial.testkit.spi.PlaneUnderTest;

class RSocketPlaneConformanceTest extends PlaneConformance {

    @Override
    protected PlaneUnderTest plane() {
        return new RSocketPlane();
    }
}
