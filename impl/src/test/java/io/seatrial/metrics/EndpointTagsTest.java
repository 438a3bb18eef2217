package io.seatrial.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTagsTest {

    private static final EndpointName NESTED = new EndpointName("outer.inner", "my-demo", "generate");

    private static Map<String, String> map(Tags tags) {
        return tags.stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue));
    }

    @Test
    void shouldNameNamespaceComponentAndEndpointAsTheyAre() {
        assertThat(map(EndpointTags.of(NESTED, Map.of("model", "x"), Profile.REFERENCE)))
                .isEqualTo(Map.of(
                        "dynamo_namespace", "outer.inner",
                        "dynamo_component", "my-demo",
                        "dynamo_endpoint", "generate",
                        "model", "x"));
    }

    @Test
    void shouldShiftTheLevelsOfANestedNamespaceInTheModel() {
        assertThat(map(EndpointTags.of(NESTED, Map.of(), Profile.DYNAMO_1_0)))
                .isEqualTo(
                        Map.of("dynamo_namespace", "outer", "dynamo_component", "inner", "dynamo_endpoint", "my_demo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamo_namespace", "dynamo_component", "dynamo_endpoint", "error_type"})
    void shouldRefuseALabelThatTheRuntimeSets(String label) {
        assertThatThrownBy(() -> EndpointTags.of(NESTED, Map.of(label, "x"), Profile.REFERENCE))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContaining(label);
    }
}
