/** Reading YAML so that complaints name their line. */
@NullMarked
package io.seatrial.testkit.yaml;

import org.jspecify.annotations.NullMarked;
