package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    /** Changes when the model, a codec of the workload or Netty's read sizes change; never with the JDK, and never from run to run. */
    private static final String HASH_OF_SEED_7 = "b64099901be2f382";

    @Test
    void shouldDoTheSameForTheSameSeedOnEveryJdk() throws ExecutionException {
        EchoWorkload.Result first = EchoWorkload.run(7, 5, 200);
        EchoWorkload.Result second = EchoWorkload.run(7, 5, 200);
        assertThat(first.events()).isEqualTo(second.events());
        assertThat(first.hash()).isEqualTo(second.hash()).isEqualTo(HASH_OF_SEED_7);
        assertThat(first.progress()).isEqualTo(second.progress());
    }

    @Test
    void shouldMakeProgress() throws ExecutionException {
        Progress progress = EchoWorkload.run(7, 5, 200).progress();
        assertThat(progress.connections()).isEqualTo(5);
        assertThat(progress.bytes()).isGreaterThan(2 * 5 * 200 * 8);
        assertThat(progress.chunks()).isGreaterThan(5 * 200);
        assertThat(progress.tasks()).isGreaterThan(progress.chunks());
    }

    @Test
    void shouldDoOtherThingsForAnotherSeed() throws ExecutionException {
        assertThat(EchoWorkload.run(7, 2, 50).hash())
                .isNotEqualTo(EchoWorkload.run(8, 2, 50).hash());
    }
}
