package io.seatrial.discovery;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileDiscoveryTest extends DiscoveryContract {

    @TempDir
    private Path root;

    @Override
    Discovery open() {
        return FileDiscovery.open(root, FileStoreFixture.context(scheduler));
    }
}
