/**
 * The settings of the request planes and the runtime, declared as data: names and defaults of Dynamo 1.0.x (dynamo-manager.md 6.1,
 * 6.2), and the bounds that later versions or this project added.
 */
@NullMarked
package io.seatrial.settings;

import org.jspecify.annotations.NullMarked;
