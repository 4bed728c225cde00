/** Password verifiers (SRP-6a), one-time passwords (TOTP), secret hashes and random identifiers. */
@NullMarked
package dev.cuboid.cognito.crypto;

import org.jspecify.annotations.NullMarked;
