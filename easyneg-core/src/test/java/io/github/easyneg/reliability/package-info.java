/** What the library promises to hold when processes are killed, disks are full and threads stop. */
@NullMarked
package io.github.easyneg.reliability;

import org.jspecify.annotations.NullMarked;
