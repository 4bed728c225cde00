/** Messages that a real pool would send by mail or SMS, kept in an outbox. */
@NullMarked
package dev.cuboid.cognito.message;

import org.jspecify.annotations.NullMarked;
