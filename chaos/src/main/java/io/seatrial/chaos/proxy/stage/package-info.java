/**
 * What a fault does to bytes on their way. Each direction of a connection is a row of stages between a source and a sink, on one event
 * loop: a stage is given chunks while it has room, passes them on when it likes, and says when it has room again. That is all that
 * back-pressure needs: the source reads its socket only while the first stage has room.
 */
@NullMarked
package io.seatrial.chaos.proxy.stage;

import org.jspecify.annotations.NullMarked;
