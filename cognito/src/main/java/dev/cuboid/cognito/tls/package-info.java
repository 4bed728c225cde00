/** The certificate of the encrypted listener, signed by a certificate authority of its own. */
@NullMarked
package dev.cuboid.cognito.tls;

import org.jspecify.annotations.NullMarked;
