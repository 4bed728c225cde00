/** What users do for themselves before they are signed in, and the codes that prove an address. */
@NullMarked
package dev.cuboid.cognito.account;

import org.jspecify.annotations.NullMarked;
